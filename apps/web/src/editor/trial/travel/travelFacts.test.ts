import { expect, test } from 'vitest';
import { endOfDay, eventfulDays, upTo } from './travelFacts.ts';

const startedAt = '2026-11-22T03:00:00.000Z';
const message = (at: string, priceVnd?: number) => ({
  stepId: 'ask',
  scope: 'root',
  visit: 1,
  at,
  channel: 'zalo',
  purpose: 'care',
  ...(priceVnd === undefined ? {} : { priceVnd }),
});
const reason = { vi: 'Giờ yên lặng', en: 'Quiet hours' };
const trial = {
  startedAt,
  messages: [message(startedAt, 300), message('2026-11-25T03:00:00.000Z', 200), message('2026-11-25T03:00:00.001Z')],
  held: [{ stepId: 'ask', at: '2026-11-24T20:00:00.000Z', outcome: 'delay' as const, reason }],
};

test.each([
  [0, 1, 0, 300, 0],
  [2, 1, 0, 300, 0],
  [3, 2, 1, 500, 0],
  [4, 3, 1, 500, 1],
])('by day %i there are %i messages and %i held back, for %i đồng and %i of unknown price', (day, messages, held, costVnd, unpriced) => {
  const seen = upTo(trial, endOfDay(startedAt, day));
  expect([seen.messages.length, seen.held.length, seen.costVnd, seen.unpriced]).toEqual([messages, held, costVnd, unpriced]);
});

test('the days on which something happens are those at whose end it is seen first', () => {
  expect(eventfulDays(trial)).toEqual([0, 3, 4]);
});
