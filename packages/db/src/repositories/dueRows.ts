interface Pace {
  readonly perMinute: number;
  /** When the next row is due. */
  readonly nextAt: number;
  readonly now: number;
  readonly left: number;
}

/** Rows go out a second's worth at a time, so that a fast broadcast does not cost a transaction for every row. */
const tickMs = 1_000;

/** How many rows go out now, and when the next are due. Time that was missed is not made up for by a burst. Times in ms since 1970. */
export function dueRows({ perMinute, nextAt, now, left }: Pace): { readonly count: number; readonly nextAt: number } {
  const gapMs = 60_000 / perMinute;
  const from = now - nextAt < tickMs ? nextAt : now;
  const count = Math.min(left, Math.max(1, Math.ceil((now + tickMs - from) / gapMs)));
  return { count, nextAt: Math.ceil(from + count * gapMs) };
}
