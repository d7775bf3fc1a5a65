import { expect, test } from 'vitest';
import { monthBounds, monthOf, smallestIdAt } from './monthBounds.ts';

test('months follow each other without a gap, over the end of a year', () => {
  const months = monthBounds(new Date('2026-11-22T07:00:00Z'), 2);

  expect(months.map((month) => month.suffix)).toEqual(['2026_11', '2026_12', '2027_01']);
  expect(months[0]?.to).toBe(months[1]?.from);
  expect(months[1]?.to).toBe(months[2]?.from);
});

test('the smallest id of a moment carries its milliseconds and nothing else', () => {
  expect(smallestIdAt(Date.UTC(2026, 10, 1))).toBe('019a3c9c-0400-0000-0000-000000000000'.replace('019a3c9c-0400', hexOf(Date.UTC(2026, 10, 1))));
  expect(smallestIdAt(0)).toBe('00000000-0000-0000-0000-000000000000');
});

test.each([
  ['2026-11-01T00:00:00.000Z', '2026_11'],
  ['2026-11-30T23:59:59.999Z', '2026_11'],
  ['2026-12-01T00:00:00.000Z', '2026_12'],
  ['1970-01-01T00:00:00.000Z', '1970_01'],
])('an id that was made at %s lies in the month %s, and so does the moment', (at, suffix) => {
  const id = smallestIdAt(Date.parse(at)).replace(/0000-000000000000$/, '7fff-bfffffffffff');
  expect([monthOf(id).suffix, monthOf(new Date(at)).suffix]).toEqual([suffix, suffix]);
  expect(id >= monthOf(id).from && id < monthOf(id).to).toBe(true);
});

function hexOf(epochMs: number): string {
  const hex = epochMs.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
