import { expect, test } from 'vitest';
import { channelsOf, dayRows, dayValue, measures, numberIn, type Report, showDifference } from './measures.ts';

const day = { day: '2026-11-01', runs: 4, messages: { zalo: 2, sms: 1 }, costVnd: 1_100, held: 1 };
const report: Report = {
  ...{ events: 9, gathered: 0, messages: 3, costVnd: 1_100, unpriced: 0, channels: [], steps: [], failures: [], sample: [], days: [day] },
  runs: { started: 4, queued: 1, done: 1, stopped: 0, goal: 0, failed: 1, open: 2 },
  refusals: [
    { reason: 'once', count: 3 },
    { reason: 'busy', count: 1 },
  ],
  people: { count: 2, most: 2 },
  held: [{ stepId: 'ask', outcome: 'skip', cause: 'cap', reason: { vi: 'Đủ tin', en: 'Enough' }, count: 5 }],
};

test('each measure is read out of a report', () => {
  expect(measures.map((measure) => [measure, numberIn(report, measure)])).toEqual([
    ['runs', 4],
    ['messages', 3],
    ['cost', 1_100],
    ['people', 2],
    ['held', 5],
    ['failed', 1],
    ['open', 3],
    ['refused', 4],
  ]);
  expect([dayValue(day, 'messages'), dayValue(day, 'cost'), dayValue(day, 'runs'), dayValue(day, 'held')]).toEqual([3, 1_100, 4, 1]);
});

test.each([
  [0, 'messages', null],
  [12, 'messages', '+12'],
  [-3_000, 'cost', '−3.000 ₫'],
] as const)('a difference of %i %s is shown as %s', (value, measure, shown) => {
  expect(showDifference(value, measure)).toBe(shown);
});

test('the days of both versions stand beside each other, with the draft’s channels', () => {
  const other = { ...day, day: '2026-11-02', messages: { email: 0, zalo: 5 } };
  const rows = dayRows({ days: [day, other], liveDays: [{ ...day, messages: {} }], measure: 'messages' });
  expect(rows).toEqual([
    { day: '2026-11-01', draft: 3, live: 0, channels: { zalo: 2, sms: 1 } },
    { day: '2026-11-02', draft: 5, live: null, channels: { email: 0, zalo: 5 } },
  ]);
  expect(channelsOf([day, other])).toEqual(['sms', 'zalo']);
});
