import { describe, expect, test } from 'vitest';
import type { Wait } from '../../graph/FlowGraph.ts';
import { waitUntil } from '../waitUntil.ts';

type Offset = Extract<Wait, { type: 'offset' }>;
const vietnam = 'Asia/Ho_Chi_Minh';
const berlin = 'Europe/Berlin';
const newYork = 'America/New_York';

function end(wait: Wait, { now = '2026-01-01T00:00:00Z', timezone = vietnam, trigger = {} as Record<string, unknown> } = {}): string {
  const answer = waitUntil({ wait, data: { trigger, steps: {} }, now: Date.parse(now), timezone });
  return answer.ok ? new Date(answer.until).toISOString() : answer.text.en;
}

const offset = (amount: number, unit: Offset['unit'], more: Partial<Offset> = {}): Offset => ({
  ...{ type: 'offset', at: '{{ trigger.at }}', direction: 'after', amount, unit },
  ...more,
});
const before = { direction: 'before' } as const;

describe('an offset from a date in the data', () => {
  test.each<[string, Offset, string, string, string]>([
    ['a day before an appointment', offset(1, 'days', before), '2026-12-25T14:30:00+07:00', vietnam, '2026-12-24T07:30:00.000Z'],
    ['a day before it, at nine', offset(1, 'days', { ...before, time: '09:00' }), '2026-12-25T14:30:00+07:00', vietnam, '2026-12-24T02:00:00.000Z'],
    ['two hours before it', offset(2, 'hours', before), '2026-12-25T14:30:00+07:00', vietnam, '2026-12-25T05:30:00.000Z'],
    ['half an hour after it', offset(0.5, 'hours'), '2026-12-25T14:30:00+07:00', vietnam, '2026-12-25T08:00:00.000Z'],
    ['the day itself at eight', offset(0, 'days', { time: '08:00' }), '2026-12-25', vietnam, '2026-12-25T01:00:00.000Z'],
    ['three days after a bare date', offset(3, 'days'), '2026-12-25', vietnam, '2026-12-27T17:00:00.000Z'],
    ['a date as people in Vietnam write it', offset(1, 'weeks', before), '25/12/2026', vietnam, '2026-12-17T17:00:00.000Z'],
    ['over the end of a month', offset(2, 'days'), '2026-01-30T10:00:00+07:00', vietnam, '2026-02-01T03:00:00.000Z'],
    ['back over the end of a month', offset(1, 'days', before), '2026-03-01T10:00:00+07:00', vietnam, '2026-02-28T03:00:00.000Z'],
    ['back onto 29 February', offset(1, 'days', before), '2028-03-01T10:00:00+07:00', vietnam, '2028-02-29T03:00:00.000Z'],
    ['a week from 29 February', offset(1, 'weeks'), '2028-02-29T10:00:00+07:00', vietnam, '2028-03-07T03:00:00.000Z'],
    // 23:30 UTC on the 24th is the 25th in Vietnam, and its morning is meant.
    ['the day in the flow’s timezone', offset(0, 'days', { time: '06:00' }), '2026-12-24T23:30:00Z', vietnam, '2026-12-24T23:00:00.000Z'],
    ['a day keeps the wall clock in spring', offset(1, 'days'), '2026-03-28T09:00:00+01:00', berlin, '2026-03-29T07:00:00.000Z'],
    ['24 hours are exact in spring', offset(24, 'hours'), '2026-03-28T09:00:00+01:00', berlin, '2026-03-29T08:00:00.000Z'],
    ['a day keeps the wall clock in autumn', offset(1, 'days', before), '2026-10-25T09:00:00+01:00', berlin, '2026-10-24T07:00:00.000Z'],
    ['into the gap is the hour after it', offset(1, 'days'), '2026-03-28T02:30:00+01:00', berlin, '2026-03-29T01:30:00.000Z'],
    ['back into the gap is the hour after it', offset(1, 'days', before), '2026-03-30T02:30:00+02:00', berlin, '2026-03-29T01:30:00.000Z'],
    ['into the fold is its first hour', offset(1, 'days'), '2026-10-24T02:30:00+02:00', berlin, '2026-10-25T00:30:00.000Z'],
    ['back into the fold is its first hour', offset(1, 'days', before), '2026-10-26T02:30:00+01:00', berlin, '2026-10-25T00:30:00.000Z'],
    ['into the gap in New York', offset(1, 'weeks'), '2026-03-01T02:30:00-05:00', newYork, '2026-03-08T07:30:00.000Z'],
    ['back into the fold in New York', offset(1, 'weeks', before), '2026-11-08T01:30:00-05:00', newYork, '2026-11-01T05:30:00.000Z'],
    ['a moment in the second hour of the fold stays itself', offset(0, 'days'), '2026-11-01T01:30:00-05:00', newYork, '2026-11-01T06:30:00.000Z'],
    ['a time within the gap', offset(0, 'days', { time: '02:15' }), '2026-03-29', berlin, '2026-03-29T01:15:00.000Z'],
  ])('%s', (_name, wait, at, timezone, expected) => {
    expect(end(wait, { timezone, trigger: { at } })).toBe(expected);
  });

  test.each<[string, Offset, unknown, string]>([
    ['no date', offset(1, 'days'), 'mai', 'is not a date'],
    ['missing data', offset(1, 'days'), undefined, 'missing'],
    ['no time of day', offset(1, 'days', { time: '9 giờ' }), '2026-12-25', '“9 giờ” is not a time of day'],
    ['beyond the end of time', offset(1e12, 'days'), '2026-12-25', 'too long'],
  ])('%s is refused in words', (_name, wait, at, words) => {
    expect(end(wait, { trigger: { at } })).toContain(words);
  });
});

describe('weekdays', () => {
  const on = (days: number[], time: string): Wait => ({ type: 'weekday', days, time });

  // 22 November 2026 is a Sunday.
  test.each<[string, Wait, string, string, string]>([
    ['today while it is ahead', on([7], '09:30'), '2026-11-22T08:00:00+07:00', vietnam, '2026-11-22T02:30:00.000Z'],
    ['now', on([7], '09:30'), '2026-11-22T09:30:00+07:00', vietnam, '2026-11-22T02:30:00.000Z'],
    ['next week once it has passed', on([7], '09:30'), '2026-11-22T09:31:00+07:00', vietnam, '2026-11-29T02:30:00.000Z'],
    ['the nearest of several', on([3, 1], '08:00'), '2026-11-22T09:00:00+07:00', vietnam, '2026-11-23T01:00:00.000Z'],
    ['over the end of a year', on([5], '08:00'), '2026-12-31T09:00:00+07:00', vietnam, '2027-01-01T01:00:00.000Z'],
    ['29 February', on([2], '08:00'), '2028-02-28T09:00:00+07:00', vietnam, '2028-02-29T01:00:00.000Z'],
    // 18:00 UTC on Sunday is Monday in Vietnam.
    ['by the day in the flow’s timezone', on([1], '00:30'), '2026-11-22T17:10:00Z', vietnam, '2026-11-22T17:30:00.000Z'],
    ['just before midnight', on([1], '00:00'), '2026-11-22T16:59:59Z', vietnam, '2026-11-22T17:00:00.000Z'],
    ['in the gap', on([7], '02:30'), '2026-03-28T12:00:00+01:00', berlin, '2026-03-29T01:30:00.000Z'],
    ['in the fold, its first hour', on([7], '01:30'), '2026-10-31T12:00:00-04:00', newYork, '2026-11-01T05:30:00.000Z'],
    ['in the fold, once its first hour has passed', on([7], '01:30'), '2026-11-01T06:10:00Z', newYork, '2026-11-08T06:30:00.000Z'],
  ])('%s', (_name, wait, now, timezone, expected) => {
    expect(end(wait, { now, timezone })).toBe(expected);
  });

  test('none chosen, or no time, is refused in words', () => {
    expect(end(on([], '09:00'))).toContain('No weekday is chosen');
    expect(end(on([1], ''))).toContain('is not a time of day');
  });
});

test('a time of day in an hour that comes twice is the first of the two', () => {
  expect(end({ type: 'timeOfDay', time: '02:30' }, { now: '2026-10-25T00:00:00Z', timezone: berlin })).toBe('2026-10-25T00:30:00.000Z');
  expect(end({ type: 'until', at: '2026-10-25T02:30' }, { timezone: berlin })).toBe('2026-10-25T00:30:00.000Z');
  expect(end({ type: 'until', at: '2026-10-25T02:30+01:00' }, { timezone: berlin })).toBe('2026-10-25T01:30:00.000Z');
});
