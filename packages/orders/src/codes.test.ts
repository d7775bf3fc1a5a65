import { expect, test } from 'vitest';
import { normalizeTracking } from './codes.ts';

test('a tracking code only loses its blanks', () => {
  expect(normalizeTracking(' L8bgNP ')).toBe('L8bgNP');
});
