import { assertNever } from '@noi/errors';
import { type DueTimes, dueBetween, nextDue } from './dueTimes.ts';
import type { Schedule } from './Schedule.ts';

/** How late a due time may be seen to and still be on time, in milliseconds: a busy machine or a restart is no outage. */
const lateAfterMs = 5 * 60_000;

/** The most due times that are made up for at once. */
const mostMissed = 1_000;

export interface DueQuestion {
  readonly schedule: Schedule;
  readonly timezone: string;
  /** Epoch milliseconds: every due time up to here is settled. */
  readonly cursor: number;
  /** Epoch milliseconds: due times after it are somebody else's. */
  readonly until: number;
  readonly now: number;
}

export interface DueAnswer extends DueTimes {
  /** Epoch milliseconds; `null` when there is none to come. */
  readonly next: number | null;
}

/** Which due times start a run now: those that are on time, and of the missed ones those that the schedule wants made up for. `isCut` tells that more than 1,000 were missed and the oldest are left out. */
export function dueNow({ schedule, timezone, cursor, now, ...question }: DueQuestion): DueAnswer {
  const until = Math.max(cursor, question.until);
  const next = nextDue({ schedule, timezone, after: until });
  switch (schedule.catchUp) {
    case 'all':
      return { ...dueBetween({ schedule, timezone, after: cursor, until, most: mostMissed }), next };
    case 'last':
      return { due: dueBetween({ schedule, timezone, after: cursor, until, most: 1 }).due, isCut: false, next };
    case 'none':
      return { ...dueBetween({ schedule, timezone, after: Math.max(cursor, now - lateAfterMs), until, most: mostMissed }), next };
    default:
      return assertNever(schedule.catchUp);
  }
}
