import { expect, test } from 'vitest';
import { wirePath } from './wirePath.ts';

test.each([
  ['straight down', { x: 10, y: 100 }, 'M10 0V100'],
  ['to the right with round corners', { x: 110, y: 100 }, 'M10 0V38Q10 50 22 50H98Q110 50 110 62V100'],
  ['to the left', { x: -90, y: 100 }, 'M10 0V38Q10 50 -2 50H-78Q-90 50 -90 62V100'],
  ['a little aside', { x: 14, y: 100 }, 'M10 0V48Q10 50 12 50H12Q14 50 14 52V100'],
  ['upwards in a swing', { x: 10, y: -60 }, 'M10 0C10 80 10 -140 10 -60'],
])('%s', (_name, to, path) => {
  expect(wirePath({ x: 10, y: 0 }, to)).toBe(path);
});
