import { z } from 'zod';

const hourMs = 3_600_000;

/** The periods that numbers and lists of runs are looked at over. */
export const Period = z.enum(['24h', '7d', '30d']);
export type Period = z.infer<typeof Period>;

const hours: Readonly<Record<Period, number>> = { '24h': 24, '7d': 7 * 24, '30d': 30 * 24 };

/** Where a period begins that ends now: at a full hour, since runs are counted by the hour in which they began. */
export function periodStart(period: Period, now: Date): Date {
  return new Date(Math.floor(now.getTime() / hourMs - hours[period]) * hourMs);
}
