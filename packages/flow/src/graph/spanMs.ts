import type { Span } from './waits.ts';

const unitMs = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000, weeks: 604_800_000 } as const;

/** A length of time in milliseconds; a day is 24 hours. */
export function spanMs({ amount, unit }: Span): number {
  return amount * unitMs[unit];
}
