import type { Expectation } from '@noi/flow';
import { expect, test } from 'vitest';
import { numbersOf, withNumber } from './expectationNumbers.ts';

const time: Expectation = { type: 'messageTime', stepId: 'ask', is: 'at', afterMinutes: 3 * 1_440 + 125 };

test.each<[Expectation, string]>([
  [{ type: 'messages', is: 'exactly', count: 2 }, '2 messages'],
  [time, '3 days 2 hours 5 minutes'],
  [{ type: 'endsWithin', span: { amount: 2, unit: 'days' } }, '2 days'],
  [{ type: 'costsAtMost', vnd: 900 }, '900 vnd'],
  [{ type: 'ends', state: 'done' }, ''],
])('%j has the numbers %s', (expectation, numbers) => {
  expect(
    numbersOf(expectation)
      .map(({ value, counts }) => `${value} ${counts}`)
      .join(' '),
  ).toBe(numbers);
});

test('another number changes that one only', () => {
  expect(withNumber(time, { counts: 'days', value: 5 })).toEqual({ ...time, afterMinutes: 5 * 1_440 + 125 });
  expect(withNumber(time, { counts: 'minutes', value: 0 })).toEqual({ ...time, afterMinutes: 3 * 1_440 + 120 });
  expect(withNumber({ type: 'messages', channel: 'zalo', is: 'exactly', count: 1 }, { counts: 'messages', value: 4 })).toMatchObject({
    channel: 'zalo',
    count: 4,
  });
  expect(withNumber({ type: 'endsWithin', span: { amount: 2, unit: 'days' } }, { counts: 'days', value: 7 })).toMatchObject({
    span: { amount: 7, unit: 'days' },
  });
  expect(withNumber({ type: 'costsAtMost', vnd: 900 }, { counts: 'vnd', value: 1_500 })).toMatchObject({ vnd: 1_500 });
});
