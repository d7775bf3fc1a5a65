import { assertNever } from '@noi/errors';
import { DateTime } from 'luxon';
import type { StepError, Token } from './RunPorts.ts';

const firstDelayMs = 2_000;
const longestDelayMs = 3_600_000;
const patienceMs = 3 * 86_400_000;
const mostQuotaDays = 31;
const quotaHour = 6;

export interface RetryQuestion {
  readonly error: StepError;
  /** The try that failed, counted from 1. */
  readonly attempt: number;
  /** Epoch ms. */
  readonly now: number;
  /** Seed of the jitter: equal tokens wait equally long, so that replays agree. */
  readonly token: Token;
  /** IANA name: a used-up quota is tried again in its morning. */
  readonly timezone: string;
}

/**
 * Whether another try can help, and when. Busy or absent providers are tried again for up to three days, ever more slowly and a little apart from each
 * other; a used-up quota when the provider says or next morning; everything else is given up at once.
 */
export function retryDecision(question: RetryQuestion): { readonly retryAt: number } | { readonly giveUp: true } {
  const { kind, repeatable } = question.error;
  switch (kind) {
    case 'rate_limited':
    case 'unavailable':
      return backOff(question);
    case 'timeout':
      return repeatable ? backOff(question) : { giveUp: true };
    case 'quota':
      return question.attempt >= mostQuotaDays ? { giveUp: true } : { retryAt: nextQuota(question) };
    case 'invalid_input':
    case 'unauthorized':
    case 'rejected':
    case 'unknown_outcome':
    case 'bug':
      return { giveUp: true };
    default:
      return assertNever(kind);
  }
}

function backOff({ error, attempt, now, token }: RetryQuestion): { readonly retryAt: number } | { readonly giveUp: true } {
  if (waitedBefore(attempt) >= patienceMs) return { giveUp: true };
  const delay = Math.max(delayOf(attempt), error.retryAfterMs ?? 0);
  // Up to a fifth later, so that those who failed together do not come back together.
  return { retryAt: now + Math.round(delay * (1 + jitter(token) / 5)) };
}

function delayOf(attempt: number): number {
  return Math.min(firstDelayMs * 2 ** (attempt - 1), longestDelayMs);
}

/** How long the back-offs before this try were in all, without jitter. */
function waitedBefore(attempt: number): number {
  let waited = 0;
  for (let earlier = 1; earlier < attempt && waited < patienceMs; earlier += 1) waited += delayOf(earlier);
  return waited;
}

function nextQuota({ error, now, token, timezone }: RetryQuestion): number {
  const said = error.retryAt === undefined ? Number.NaN : Date.parse(error.retryAt);
  if (said > now) return said;
  const local = DateTime.fromMillis(now, { zone: timezone });
  const morning = local.set({ hour: quotaHour, minute: 0, second: 0, millisecond: 0 });
  const next = morning > local ? morning : morning.plus({ days: 1 });
  // Spread over ten minutes: a whole day's held-back messages wake at this hour.
  return next.toMillis() + Math.round(jitter(token) * 600_000);
}

/** 0 … 1 from the text (FNV-1a). */
function jitter(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0) / 0xffffffff;
}
