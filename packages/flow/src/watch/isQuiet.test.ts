import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { isQuiet } from './isQuiet.ts';

const timezone = 'Asia/Ho_Chi_Minh';
type Pace = (time: DateTime) => number;

/** `hours` of history up to `now`, each as the pace of its own start says. */
function history(now: string, hours: number, pace: Pace) {
  const end = DateTime.fromISO(now, { zone: timezone });
  const counts = Array.from({ length: hours }, (_, at) => pace(end.minus({ hours: hours - at })));
  return { counts, now: end.toMillis(), timezone };
}

/** Forty orders on a day, between 8 and 22 o'clock. */
const forty: Pace = ({ hour }) => (hour >= 8 && hour < 22 ? 40 / 14 : 0);
const until =
  (moment: string, pace: Pace): Pace =>
  (time) =>
    time < DateTime.fromISO(moment, { zone: timezone }) ? pace(time) : 0;
const days28 = 28 * 24;

test.each([
  ['goes on as ever', history('2026-11-20T15:00', days28, forty), false],
  ['26 hours without an order', history('2026-11-20T15:00', days28, until('2026-11-19T13:00', forty)), true],
  ['the night is always silent', history('2026-11-20T07:00', days28, until('2026-11-19T22:00', forty)), false],
  ['an hour without an order by day', history('2026-11-20T15:00', days28, until('2026-11-20T14:00', forty)), false],
  ['a silent morning', history('2026-11-20T14:00', days28, until('2026-11-19T22:00', forty)), true],
  ['a new shop of five days', history('2026-11-20T15:00', 5 * 24, until('2026-11-19T08:00', forty)), false],
  ['a shop that never had an event', history('2026-11-20T15:00', days28, () => 0), false],
  [
    'an order a week',
    history(
      '2026-11-20T15:00',
      days28,
      until('2026-11-10T00:00', ({ weekday, hour }) => (weekday === 1 && hour === 9 ? 1 : 0)),
    ),
    false,
  ],
  ['closed on Sundays, on Sunday evening', history('2026-11-22T21:00', days28, (time) => (time.weekday === 7 ? 0 : forty(time))), false],
  [
    'closed on Sundays, on Monday afternoon',
    history(
      '2026-11-23T16:00',
      days28,
      until('2026-11-21T23:00', (time) => (time.weekday === 7 ? 0 : forty(time))),
    ),
    true,
  ],
  ['Tết: closed since the eve', history('2026-02-20T12:00', days28, until('2026-02-16T00:00', forty)), false],
  ['two days after Tết nothing came back', history('2026-02-23T12:00', days28, until('2026-02-16T00:00', forty)), true],
  [
    'a few an hour, all day and night',
    history(
      '2026-11-20T15:00',
      days28,
      until('2026-11-20T10:00', () => 3),
    ),
    true,
  ],
  [
    'many an hour, silent for two',
    history(
      '2026-11-20T15:00',
      days28,
      until('2026-11-20T13:00', () => 500),
    ),
    false,
  ],
])('%s', (_case, question, expected) => {
  expect(isQuiet(question).isQuiet).toBe(expected);
});

test('says how long it has been silent and what is usual', () => {
  expect(isQuiet(history('2026-11-20T15:00', days28, until('2026-11-19T13:00', forty)))).toEqual({ isQuiet: true, quietHours: 26, usualPerDay: 40 });
});

test('the shop’s nights are its own: the same silence alarms in a timezone where it is day', () => {
  const night = history('2026-11-20T07:00', days28, until('2026-11-19T22:00', forty));
  const byUtc = history(
    '2026-11-20T07:00',
    days28,
    until('2026-11-19T22:00', () => 2),
  );
  expect([isQuiet(night).isQuiet, isQuiet(byUtc).isQuiet]).toEqual([false, true]);
});
