import { createHash } from 'node:crypto';

/** When a limit of Zalo's lets go. Zalo names no timezone; Vietnam's is assumed, which has no summer time. */
export type RetryTime = 'morning' | 'tomorrow' | 'nextMonth';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const vietnamMs = 7 * hourMs;
const opensAtHour = 6;
const spreadMs = 30 * 60_000;

/**
 * The next time at which another try can help: six in the morning in Vietnam, later by up to half an hour, so that a night's
 * messages do not all go out in one second. The same `seed` always gives the same delay.
 */
export function retryTime(when: RetryTime, now: Date, seed: string): string {
  const local = new Date(now.getTime() + vietnamMs);
  return new Date(firstDay(when, local) + opensAtHour * hourMs - vietnamMs + spread(seed)).toISOString();
}

/** When Zalo counts a day's messages anew (epoch ms), and when those that were held back should go. */
export function nextQuotaDay(now: Date): { readonly until: number; readonly resumesAt: number } {
  const midnight = firstDay('tomorrow', new Date(now.getTime() + vietnamMs)) - vietnamMs;
  return { until: midnight, resumesAt: midnight + opensAtHour * hourMs };
}

/** Midnight of the day to try on, in a calendar where Vietnam's clock is written as UTC. */
function firstDay(when: RetryTime, local: Date): number {
  if (when === 'nextMonth') return Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 1);
  const today = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate());
  return when === 'morning' && local.getUTCHours() < opensAtHour ? today : today + dayMs;
}

function spread(seed: string): number {
  return createHash('sha256').update(seed).digest().readUInt32BE(0) % spreadMs;
}
