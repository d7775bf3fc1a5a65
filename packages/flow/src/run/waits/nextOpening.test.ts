import { expect, test } from 'vitest';
import type { BusinessHours } from '../../graph/FlowGraph.ts';
import { waitUntil } from '../waitUntil.ts';

const week = (from: string, to: string, days = [1, 2, 3, 4, 5, 6, 7]): BusinessHours['open'] => days.map((day) => ({ day, from, to }));
const office: BusinessHours = { open: [...week('08:00', '12:00', [1, 2, 3, 4, 5]), ...week('13:30', '17:30', [1, 2, 3, 4, 5])], holidays: [] };
const late: BusinessHours = { open: week('18:00', '00:00'), holidays: ['2026-12-25'] };
const night: BusinessHours = { open: week('20:00', '02:00', [5, 6]), holidays: ['2026-11-28'] };
const allDay: BusinessHours = { open: week('00:00', '24:00', [1, 2, 3, 4, 5]), holidays: [] };
// Tết 2027: from the eve on 5 February to the fifth day, then the weekend before a Monday that is made up for.
const tet: BusinessHours = { open: week('08:00', '20:00'), holidays: ['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09', '2027-02-10'] };

function opening(hours: BusinessHours | undefined, now: string, timezone = 'Asia/Ho_Chi_Minh'): string {
  const answer = waitUntil({
    ...{ wait: { type: 'businessHours' }, data: { trigger: {}, steps: {} }, now: Date.parse(now), timezone },
    ...(hours && { businessHours: hours }),
  });
  return answer.ok ? new Date(answer.until).toISOString() : answer.text.en;
}

// 22 November 2026 is a Sunday.
test.each<[string, BusinessHours, string, string]>([
  ['open now', office, '2026-11-23T09:00:00+07:00', '2026-11-23T02:00:00.000Z'],
  ['at the minute of opening', office, '2026-11-23T08:00:00+07:00', '2026-11-23T01:00:00.000Z'],
  ['at the minute of closing', office, '2026-11-23T12:00:00+07:00', '2026-11-23T06:30:00.000Z'],
  ['during lunch', office, '2026-11-23T12:30:00+07:00', '2026-11-23T06:30:00.000Z'],
  ['in the evening', office, '2026-11-23T18:00:00+07:00', '2026-11-24T01:00:00.000Z'],
  ['over the weekend', office, '2026-11-27T17:30:00+07:00', '2026-11-30T01:00:00.000Z'],
  ['Sunday in UTC, Monday in Vietnam', office, '2026-11-23T01:30:00+00:00', '2026-11-23T01:30:00.000Z'],
  ['until midnight', late, '2026-11-23T23:59:00+07:00', '2026-11-23T16:59:00.000Z'],
  ['at midnight', late, '2026-11-24T00:00:00+07:00', '2026-11-24T11:00:00.000Z'],
  ['a holiday', late, '2026-12-25T19:00:00+07:00', '2026-12-26T11:00:00.000Z'],
  ['past midnight', night, '2026-11-28T01:00:00+07:00', '2026-11-27T18:00:00.000Z'],
  ['the night after, which is a holiday', night, '2026-11-28T03:00:00+07:00', '2026-12-04T13:00:00.000Z'],
  ['days that touch at midnight', allDay, '2026-11-24T00:00:00+07:00', '2026-11-23T17:00:00.000Z'],
  ['days that touch at midnight, at their end', allDay, '2026-11-28T00:00:00+07:00', '2026-11-29T17:00:00.000Z'],
  ['the eve of Tết', tet, '2027-02-04T21:00:00+07:00', '2027-02-11T01:00:00.000Z'],
  ['in the middle of Tết', tet, '2027-02-07T12:00:00+07:00', '2027-02-11T01:00:00.000Z'],
])('%s', (_name, hours, now, expected) => {
  expect(opening(hours, now)).toBe(expected);
});

test.each<[string, BusinessHours['open'], string, string, string]>([
  ['a clock change before opening', week('09:00', '18:00'), '2026-03-29T00:30:00+01:00', 'Europe/Berlin', '2026-03-29T07:00:00.000Z'],
  ['an opening within the gap', week('02:30', '06:00'), '2026-03-29T00:30:00+01:00', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['a span that the gap swallows', week('02:00', '03:00'), '2026-03-29T00:30:00+01:00', 'Europe/Berlin', '2026-03-30T00:00:00.000Z'],
  ['an opening within the fold', week('01:30', '06:00'), '2026-11-01T00:30:00-04:00', 'America/New_York', '2026-11-01T05:30:00.000Z'],
])('%s', (_name, open, now, timezone, expected) => {
  expect(opening({ open, holidays: [] }, now, timezone)).toBe(expected);
});

test('a shop without opening hours says where to set them', () => {
  expect(opening(undefined, '2026-11-23T00:00:00Z')).toContain("Set them in the flow's settings");
  expect(opening({ open: [], holidays: [] }, '2026-11-23T00:00:00Z')).toContain("Set them in the flow's settings");
});

test('a shop that never opens within 400 days says so', () => {
  const everySunday = Array.from({ length: 60 }, (_, week) => new Date(Date.UTC(2026, 10, 22 + 7 * week)).toISOString().slice(0, 10));
  expect(opening({ open: week('08:00', '17:00', [7]), holidays: everySunday }, '2026-11-22T00:00:00Z')).toContain('does not open within the next 400 days');
});
