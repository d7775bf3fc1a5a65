import { DateTime } from 'luxon';
import type { Weekday } from '../../graph/FlowGraph.ts';
import { type WaitEnd, wrong } from './WaitEnd.ts';

/** A time on the wall clock. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
}

/** Reads `HH:mm`; `null` when it is no time of day. */
export function readClock(time: string): Clock | null {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(time.trim());
  return match === null ? null : { hour: Number(match[1]), minute: Number(match[2]) };
}

/** That time on the day of `day`. One that a clock change leaves out is the hour after it; of one that comes twice, the first counts. */
export function atClock(day: DateTime, clock: Clock): DateTime {
  return firstReading(day.set({ ...clock, second: 0, millisecond: 0 }));
}

/** Of a wall time that a clock change repeats, the first; which of them a calculation ends at must not hang on where it came from. */
export function firstReading(time: DateTime): DateTime {
  return DateTime.min(time, ...time.getPossibleOffsets()) ?? time;
}

/** The day that lies `count` calendar days away, at noon: the middle of the day is never left out by a clock change. */
export function dayAfter(time: DateTime, count: number): DateTime {
  return time.set({ hour: 12, minute: 0, second: 0, millisecond: 0 }).plus({ days: count });
}

/** The next time that the clock shows `time`, from `local` on. */
export function nextTimeOfDay(time: string, local: DateTime): WaitEnd {
  return nextWeekday({ days: [1, 2, 3, 4, 5, 6, 7], time, local });
}

/** The next of the given weekdays at `time`, from `local` on. */
export function nextWeekday({ days, time, local }: { days: readonly Weekday[]; time: string; local: DateTime }): WaitEnd {
  const clock = readClock(time);
  if (clock === null) return wrong(noClock(time));
  // Today's may have passed, so the same weekday of the next week counts too.
  for (let count = 0; count <= 7; count++) {
    const day = dayAfter(local, count);
    const candidate = atClock(day, clock);
    if (days.includes(day.weekday) && candidate >= local) return { ok: true, until: candidate.toMillis() };
  }
  return wrong({
    vi: 'Chưa chọn ngày nào trong tuần cho bước chờ. Hãy chọn ít nhất một ngày.',
    en: 'No weekday is chosen for the wait step. Choose at least one.',
  });
}

export function noClock(time: string) {
  return { vi: `“${time}” không phải giờ trong ngày. Hãy ghi như 09:30.`, en: `“${time}” is not a time of day. Write it like 09:30.` };
}
