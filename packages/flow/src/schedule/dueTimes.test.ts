import { expect, test } from 'vitest';
import { dueBetween, nextDue } from './dueTimes.ts';
import { readSchedule, type Schedule } from './Schedule.ts';

const berlin = 'Europe/Berlin';
const saigon = 'Asia/Ho_Chi_Minh';

function schedule(input: Record<string, unknown>): Schedule {
  const reading = readSchedule(input);
  if (!reading.ok) throw new Error(`${reading.field}: ${reading.message.en}`);
  return reading.schedule;
}

const at = (iso: string) => Date.parse(iso);

test.each([
  {
    name: 'a time of day in the shop’s own timezone',
    input: { repeat: 'daily', time: '09:00' },
    timezone: saigon,
    from: '2026-11-22T02:00Z',
    to: '2026-11-24T02:00Z',
    due: ['2026-11-23T02:00Z', '2026-11-24T02:00Z'],
  },
  {
    name: 'a time that the clock change skips comes right after the gap',
    input: { repeat: 'daily', time: '02:30' },
    timezone: berlin,
    from: '2026-03-28T12:00Z',
    to: '2026-03-30T12:00Z',
    due: ['2026-03-29T01:00Z', '2026-03-30T00:30Z'],
  },
  {
    name: 'a time that comes twice counts once',
    input: { repeat: 'daily', time: '02:30' },
    timezone: berlin,
    from: '2026-10-24T12:00Z',
    to: '2026-10-26T12:00Z',
    due: ['2026-10-25T00:30Z', '2026-10-26T01:30Z'],
  },
  {
    name: 'hours go on through the hour that comes twice',
    input: { repeat: 'hourly', minute: 15 },
    timezone: berlin,
    from: '2026-10-24T23:30Z',
    to: '2026-10-25T02:30Z',
    due: ['2026-10-25T00:15Z', '2026-10-25T01:15Z', '2026-10-25T02:15Z'],
  },
  {
    name: 'weekdays, Monday is 1',
    input: { repeat: 'weekly', time: '8:05', weekdays: [1, 7] },
    timezone: saigon,
    from: '2026-11-20T00:00Z',
    to: '2026-11-30T00:00Z',
    due: ['2026-11-22T01:05Z', '2026-11-23T01:05Z', '2026-11-29T01:05Z'],
  },
  {
    name: 'the last day of each month',
    input: { repeat: 'monthly', time: '09:00', dayOfMonth: 'last' },
    timezone: saigon,
    from: '2028-01-15T00:00Z',
    to: '2028-04-30T12:00Z',
    due: ['2028-01-31T02:00Z', '2028-02-29T02:00Z', '2028-03-31T02:00Z', '2028-04-30T02:00Z'],
  },
  {
    name: 'the 31st is the last day where there is none',
    input: { repeat: 'monthly', time: '09:00', dayOfMonth: 31 },
    timezone: saigon,
    from: '2026-01-15T00:00Z',
    to: '2026-04-30T12:00Z',
    due: ['2026-01-31T02:00Z', '2026-02-28T02:00Z', '2026-03-31T02:00Z', '2026-04-30T02:00Z'],
  },
  {
    name: 'the 30th, in February its last day',
    input: { repeat: 'monthly', time: '09:00', dayOfMonth: '30' },
    timezone: saigon,
    from: '2026-01-15T00:00Z',
    to: '2026-03-31T12:00Z',
    due: ['2026-01-30T02:00Z', '2026-02-28T02:00Z', '2026-03-30T02:00Z'],
  },
  {
    name: 'the 29th of a leap February comes once',
    input: { repeat: 'monthly', time: '09:00', dayOfMonth: 29 },
    timezone: saigon,
    from: '2028-02-01T00:00Z',
    to: '2028-03-30T12:00Z',
    due: ['2028-02-29T02:00Z', '2028-03-29T02:00Z'],
  },
  {
    name: 'a cron line for 29 February waits for leap years',
    input: { repeat: 'cron', cron: '0 9 29 2 *' },
    timezone: saigon,
    from: '2026-01-01T00:00Z',
    to: '2033-01-01T00:00Z',
    due: ['2028-02-29T02:00Z', '2032-02-29T02:00Z'],
  },
  {
    name: 'every so many minutes, counted from a midnight',
    input: { repeat: 'everyMinutes', everyMinutes: 120 },
    timezone: saigon,
    from: '2026-11-22T02:00Z',
    to: '2026-11-22T07:00Z',
    due: ['2026-11-22T03:00Z', '2026-11-22T05:00Z', '2026-11-22T07:00Z'],
  },
])('$name', ({ input, timezone, from, to, due }) => {
  const given = schedule(input);
  const expected = due.map(at);
  expect(dueBetween({ schedule: given, timezone, after: at(from), until: at(to), most: 50 })).toEqual({ due: expected, isCut: false });

  const forward: number[] = [];
  for (let time = nextDue({ schedule: given, timezone, after: at(from) }); time !== null && time <= at(to); ) {
    forward.push(time);
    time = nextDue({ schedule: given, timezone, after: time });
  }
  expect(forward).toEqual(expected);
});

test('of too many the latest are kept, and it is told', () => {
  const daily = schedule({ repeat: 'daily', time: '00:00' });
  const range = { timezone: 'UTC', after: at('2026-01-01T00:00Z'), until: at('2026-03-01T00:00Z') };
  expect(dueBetween({ schedule: daily, ...range, most: 2 })).toEqual({ due: [at('2026-02-28T00:00Z'), at('2026-03-01T00:00Z')], isCut: true });
  expect(dueBetween({ schedule: daily, ...range, most: 59 }).isCut).toBe(false);
});

test.each([
  [{}, 'repeat'],
  [{ repeat: 'yearly' }, 'repeat'],
  [{ repeat: 'daily' }, 'time'],
  [{ repeat: 'daily', time: '24:00' }, 'time'],
  [{ repeat: 'weekly', time: '09:00', weekdays: [] }, 'weekdays'],
  [{ repeat: 'monthly', time: '09:00', dayOfMonth: 32 }, 'dayOfMonth'],
  [{ repeat: 'monthly', time: '09:00', dayOfMonth: '' }, 'dayOfMonth'],
  [{ repeat: 'everyMinutes', everyMinutes: 0 }, 'everyMinutes'],
  [{ repeat: 'cron', cron: '* * *' }, 'cron'],
  [{ repeat: 'cron', cron: '0 0 9 * * *' }, 'cron'],
  [{ repeat: 'cron', cron: '0 9 30 2 *' }, 'cron'],
  [{ repeat: 'hourly', catchUp: 'some' }, 'catchUp'],
])('%o is to be mended at %s', (input, field) => {
  expect(readSchedule(input)).toMatchObject({ ok: false, field });
});
