import { assertNever } from '@noi/errors';
import { Cron } from 'croner';
import { DateTime } from 'luxon';
import type { Schedule } from './Schedule.ts';

export interface DueRequest {
  readonly schedule: Schedule;
  /** IANA name. A time of day that a clock change skips comes due right after the gap; one that comes twice comes due once. */
  readonly timezone: string;
  /** Epoch milliseconds, exclusive. */
  readonly after: number;
}

/** The first due time after `after`, in epoch milliseconds; `null` when there is none. */
export function nextDue({ schedule, timezone, after }: DueRequest): number | null {
  if (schedule.repeat === 'everyMinutes') return stepAfter(gridOf(schedule.everyMinutes, timezone), after);
  const next = cronLines(schedule).flatMap((line) => cronOf(line, timezone).nextRun(new Date(after))?.getTime() ?? []);
  return next.length === 0 ? null : Math.min(...next);
}

export interface DueTimes {
  /** Epoch milliseconds, oldest first. */
  readonly due: readonly number[];
  /** There are older ones, which were left out. */
  readonly isCut: boolean;
}

/** The due times after `after` up to and including `until`; when there are more than `most`, the latest of them. */
export function dueBetween({ schedule, timezone, after, until, most }: DueRequest & { readonly until: number; readonly most: number }): DueTimes {
  const found = latest({ schedule, timezone, after, until, most: most + 1 });
  return { due: found.slice(-most), isCut: found.length > most };
}

function latest({ schedule, timezone, after, until, most }: Parameters<typeof dueBetween>[0]): readonly number[] {
  if (schedule.repeat === 'everyMinutes') {
    const grid = gridOf(schedule.everyMinutes, timezone);
    const last = grid.anchor + Math.floor((until - grid.anchor) / grid.step) * grid.step;
    return Array.from({ length: most }, (_, back) => last - back * grid.step)
      .filter((time) => time > after)
      .reverse();
  }
  const times = cronLines(schedule).flatMap((line) => {
    const cron = cronOf(line, timezone);
    // Looking back costs by the number asked for, and mostly there is one.
    for (let ask = 2; ; ask = Math.min(ask * 16, most)) {
      const back = cron.previousRuns(ask, new Date(until + 1)).map((time) => time.getTime());
      const within = back.filter((time) => time > after);
      if (within.length < back.length || back.length < ask || ask >= most) return within;
    }
  });
  return [...new Set(times)].sort((one, other) => one - other).slice(-most);
}

interface Grid {
  readonly anchor: number;
  readonly step: number;
}

function gridOf(minutes: number, timezone: string): Grid {
  return { anchor: DateTime.fromObject({ year: 2024, month: 1, day: 1 }, { zone: timezone }).toMillis(), step: minutes * 60_000 };
}

function stepAfter({ anchor, step }: Grid, after: number): number {
  return anchor + (Math.floor((after - anchor) / step) + 1) * step;
}

function cronOf(line: string, timezone: string): Cron {
  return new Cron(line, { mode: '5-part', timezone, fixedTimeRule: 'no-wildcard' });
}

function cronLines(schedule: Exclude<Schedule, { repeat: 'everyMinutes' }>): readonly string[] {
  switch (schedule.repeat) {
    case 'hourly':
      return [`${schedule.minute} * * * *`];
    case 'daily':
      return [`${clock(schedule.time)} * * *`];
    case 'weekly':
      return [`${clock(schedule.time)} * * ${schedule.weekdays.join(',')}`];
    case 'monthly':
      return monthlyLines(schedule.dayOfMonth, clock(schedule.time));
    case 'cron':
      return [schedule.cron];
    default:
      return assertNever(schedule);
  }
}

/** Only February lacks a 29th or 30th; the last day stands in for it there, and for the 31st everywhere. */
function monthlyLines(day: number | 'last', at: string): readonly string[] {
  if (day === 'last' || day === 31) return [`${at} L * *`];
  return day <= 28 ? [`${at} ${day} * *`] : [`${at} ${day} * *`, `${at} L 2 *`];
}

function clock(time: string): string {
  const [hour, minute] = time.split(':').map(Number);
  return `${minute} ${hour}`;
}
