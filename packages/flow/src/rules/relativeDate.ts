import { DateTime } from 'luxon';
import { z } from 'zod';
import { Span } from '../graph/FlowGraph.ts';
import { isBareDate, readDateTime } from '../template/filters.ts';

/** The amount may have come out of a template. */
const Reach = z.object({ amount: z.coerce.number().nonnegative(), unit: Span.shape.unit });

export interface RelativeRequest {
  readonly actual: unknown;
  /** `{ amount, unit }`. */
  readonly reach: unknown;
  /** Epoch ms. */
  readonly now: number;
  readonly timezone: string;
}

/** Where a date lies, seen from now. `longAgo` and `farOff` are beyond the reach; its edges are within. */
export type Distance = 'longAgo' | 'justPast' | 'now' | 'soon' | 'farOff';

/**
 * Seen from now, where a date lies; `null` when there is no date, or no reach. Days and weeks are counted on the calendar, shorter units exactly. A bare
 * date is compared by its day: today is `now`, whatever the time.
 */
export function distanceOf({ actual, reach, now, timezone }: RelativeRequest): Distance | null {
  const span = Reach.safeParse(reach);
  const date = typeof actual === 'string' ? readDateTime(actual, timezone) : null;
  if (!span.success || date === null || typeof actual !== 'string') return null;

  const { amount, unit } = span.data;
  const local = DateTime.fromMillis(now, { zone: timezone });
  const seen = (time: DateTime) => (isBareDate(actual) ? time.startOf('day') : time).toMillis();
  const [at, from, present, to] = [seen(date), seen(local.minus({ [unit]: amount })), seen(local), seen(local.plus({ [unit]: amount }))];
  if (at === present) return 'now';
  if (at < present) return at < from ? 'longAgo' : 'justPast';
  return at > to ? 'farOff' : 'soon';
}
