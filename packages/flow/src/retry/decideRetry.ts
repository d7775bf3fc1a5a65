/** How far failed runs are that are done again together. */
export interface RetryStanding {
  readonly phase: 'trying' | 'running';
  /** How many go first. */
  readonly first: number;
  /** Not begun. */
  readonly pending: number;
  /** Begun, and not yet beyond the step that they failed of. */
  readonly asked: number;
  readonly through: number;
  readonly failed: number;
}

export type RetryDecision =
  /** Go on, and begin so many now. */
  | { readonly next: 'trying' | 'running'; readonly begin: number }
  | { readonly next: 'done' }
  /** What was to be mended is not. */
  | { readonly next: 'stopped' };

/** Most runs under way together: a shop's providers have other things to do. */
const mostAtOnce = 50;
/** So many failures among the rest are looked at as a whole. */
const fewest = 10;

/**
 * What comes next of a “retry all”: the first few alone; the rest when each of these got beyond the step that had failed; an end as soon as one of the first few,
 * or most of the rest, fail again. Those that are left out for a reason of their own count neither way.
 */
export function decideRetry({ phase, first, pending, asked, through, failed }: RetryStanding): RetryDecision {
  if (phase === 'trying' && failed > 0) return { next: 'stopped' };
  if (failed >= fewest && failed > through) return { next: 'stopped' };
  if (pending === 0) return asked === 0 ? { next: 'done' } : { next: phase, begin: 0 };
  if (phase === 'running' || through >= first) return { next: 'running', begin: Math.max(0, Math.min(pending, mostAtOnce - asked)) };
  return { next: 'trying', begin: Math.max(0, Math.min(pending, first - through - asked)) };
}
