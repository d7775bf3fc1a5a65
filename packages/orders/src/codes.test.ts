import { expect, test } from 'vitest';
import { normalizeCode, normalizeTracking } from './codes.ts';

test.each([
  ['100020', '100020'],
  ['#100020', '100020'],
  [' #dh-7a ', 'DH-7A'],
  ['# 12', '12'],
  ['##5', '5'],
  ['', ''],
])('order code %j is compared as %j', (written, compared) => {
  expect(normalizeCode(written)).toBe(compared);
});

test('a tracking code only loses its blanks', () => {
  expect(normalizeTracking(' L8bgNP ')).toBe('L8bgNP');
});
