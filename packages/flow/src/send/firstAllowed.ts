import { DateTime } from 'luxon';
import type { QuietHours } from '../graph/FlowGraph.ts';

/** A part of every day, from `from` up to but not including `to`, on the clock of `timezone`. It may cross midnight. */
export interface TimeWindow extends QuietHours {
  readonly timezone: string;
}

/** More hops than any windows need, clock changes among them: who still is inside then never gets out. */
const mostHops = 8;

/** The first moment from `now` on (epoch ms) that lies in none of the windows; `null` when they cover the whole day. */
export function firstAllowed(now: number, windows: readonly TimeWindow[]): number | null {
  let at = now;
  for (let hop = 0; hop < mostHops; hop += 1) {
    const closed = windows.find((window) => isInside(at, window));
    if (closed === undefined) return at;
    at = endOf(closed, at);
  }
  return null;
}

function isInside(at: number, { from, to, timezone }: TimeWindow): boolean {
  const local = DateTime.fromMillis(at, { zone: timezone });
  const minute = local.hour * 60 + local.minute;
  const [start, end] = [minuteOf(from), minuteOf(to)];
  return start < end ? minute >= start && minute < end : minute >= start || minute < end;
}

/** The next time that the window's end comes by. */
function endOf({ to, timezone }: TimeWindow, at: number): number {
  const end = minuteOf(to);
  const clock = { hour: Math.floor(end / 60), minute: end % 60, second: 0, millisecond: 0 };
  const local = DateTime.fromMillis(at, { zone: timezone });
  const today = local.set(clock);
  return (today > local ? today : local.plus({ days: 1 }).set(clock)).toMillis();
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
