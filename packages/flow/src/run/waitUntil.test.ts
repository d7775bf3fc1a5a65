import { describe, expect, test } from 'vitest';
import type { Wait } from '../graph/FlowGraph.ts';
import { waitUntil } from './waitUntil.ts';

function end(wait: Wait, { now, timezone = 'Asia/Ho_Chi_Minh', trigger = {} }: { now: string; timezone?: string; trigger?: Record<string, unknown> }): string {
  const answer = waitUntil({ wait, data: { trigger, steps: {} }, now: Date.parse(now), timezone });
  return answer.ok ? new Date(answer.until).toISOString() : answer.text.en;
}

const timeOfDay = (time: string): Wait => ({ type: 'timeOfDay', time });
const until = (at: string): Wait => ({ type: 'until', at });

describe('a duration', () => {
  test('of three days is 72 hours', () => {
    expect(end({ type: 'duration', amount: 3, unit: 'days' }, { now: '2026-11-22T03:15:00Z' })).toBe('2026-11-25T03:15:00.000Z');
  });

  test('counts exact hours over a clock change', () => {
    expect(end({ type: 'duration', amount: 1, unit: 'days' }, { now: '2026-03-28T12:00:00Z', timezone: 'Europe/Berlin' })).toBe('2026-03-29T12:00:00.000Z');
  });

  test('runs over 29 February', () => {
    expect(end({ type: 'duration', amount: 1, unit: 'weeks' }, { now: '2028-02-27T00:00:00Z' })).toBe('2028-03-05T00:00:00.000Z');
  });

  test('beyond the end of time is refused in words', () => {
    expect(end({ type: 'duration', amount: 1e15, unit: 'weeks' }, { now: '2026-01-01T00:00:00Z' })).toContain('not valid');
  });
});

describe('a time of day', () => {
  test('that is still to come is today’s', () => {
    expect(end(timeOfDay('09:30'), { now: '2026-11-22T08:00:00+07:00' })).toBe('2026-11-22T02:30:00.000Z');
  });

  test('that has passed is tomorrow’s', () => {
    expect(end(timeOfDay('09:30'), { now: '2026-11-22T09:31:00+07:00' })).toBe('2026-11-23T02:30:00.000Z');
  });

  test('that is now does not wait', () => {
    expect(end(timeOfDay('09:30'), { now: '2026-11-22T09:30:00+07:00' })).toBe('2026-11-22T02:30:00.000Z');
  });

  test('belongs to the day in the flow’s timezone, not the server’s', () => {
    // 23:30 UTC is already 06:30 of the next day in Vietnam.
    expect(end(timeOfDay('06:00'), { now: '2026-11-22T23:30:00Z' })).toBe('2026-11-23T23:00:00.000Z');
    expect(end(timeOfDay('00:00'), { now: '2026-11-22T16:59:00Z' })).toBe('2026-11-22T17:00:00.000Z');
  });

  test('that a clock change leaves out is the hour after it', () => {
    expect(end(timeOfDay('02:30'), { now: '2026-03-29T00:00:00+01:00', timezone: 'Europe/Berlin' })).toBe('2026-03-29T01:30:00.000Z');
  });

  test('keeps its place on the wall over a clock change', () => {
    expect(end(timeOfDay('09:00'), { now: '2026-10-24T10:00:00+02:00', timezone: 'Europe/Berlin' })).toBe('2026-10-25T08:00:00.000Z');
  });

  test('on 28 February of a leap year is followed by the 29th', () => {
    expect(end(timeOfDay('08:00'), { now: '2028-02-28T09:00:00+07:00' })).toBe('2028-02-29T01:00:00.000Z');
  });

  test('that is none is refused in words', () => {
    expect(end(timeOfDay('25:00'), { now: '2026-11-22T00:00:00Z' })).toContain('“25:00” is not a time of day');
  });
});

describe('a date from the data', () => {
  const now = '2026-11-22T00:00:00Z';

  test('with a time and a zone is that moment', () => {
    expect(end(until('{{ trigger.due }}'), { now, trigger: { due: '2026-12-24T18:00:00+07:00' } })).toBe('2026-12-24T11:00:00.000Z');
  });

  test('without a time is its midnight in the flow’s timezone', () => {
    expect(end(until('{{ trigger.due }}'), { now, trigger: { due: '2026-12-24' } })).toBe('2026-12-23T17:00:00.000Z');
  });

  test('may be written as people in Vietnam write it', () => {
    expect(end(until('24/12/2026'), { now })).toBe('2026-12-23T17:00:00.000Z');
    expect(end(until('24/12/2026 08:30'), { now })).toBe('2026-12-24T01:30:00.000Z');
  });

  test('in the past is given back as it is', () => {
    expect(end(until('2020-01-01T00:00:00Z'), { now })).toBe('2020-01-01T00:00:00.000Z');
  });

  test('that is missing or no date is refused in words', () => {
    expect(end(until('{{ trigger.due }}'), { now })).toContain('missing');
    expect(end(until('hôm nào rảnh'), { now })).toContain('is not a date');
    expect(end(until('30/02/2026'), { now })).toContain('is not a date');
  });
});

test('a timezone that does not exist is refused in words', () => {
  expect(end(timeOfDay('08:00'), { now: '2026-11-22T00:00:00Z', timezone: 'Asia/Sai_Gon_Moi' })).toContain('no timezone');
});
