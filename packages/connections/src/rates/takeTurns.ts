import type { RateState } from '@noi/db';
import type { RateLimit, RemainingQuota } from '@noi/node-sdk';
import { pauseEnd } from './breaker.ts';

export interface Taker {
  /** It was given a turn before and now comes to use it. */
  readonly hasTurn: boolean;
}

/** `at` (epoch ms) is now for a call that may go, else the turn that it was given. */
export interface Turn {
  readonly at: number;
  /** What it must wait for, when that is not only the takers before it. */
  readonly cause: 'rate' | 'paused' | 'quota' | 'broken';
  /** This call finds out whether the provider is back; all others wait for its end. */
  readonly isProbe: boolean;
}

/** What the provider said of its quota, and when (epoch ms). */
export interface ToldQuota extends RemainingQuota {
  readonly toldAt: number;
}

export interface TurnQuestion {
  /** Epoch ms. */
  readonly now: number;
  /** Absent where the provider documents none: then only pauses, quota and the breaker hold calls back. */
  readonly limit?: RateLimit | undefined;
  /** In the order in which they came. */
  readonly takers: readonly Taker[];
  /** A word of the provider on its quota. */
  readonly told?: ToldQuota | undefined;
  /** How long the end of a probe is awaited before another may try. */
  readonly probeForMs: number;
}

const dayMs = 86_400_000;

/**
 * Hands out turns in order, along the rate: at most `burst` at once and one every `1/perSecond` after that, in any window of time. A turn in the future
 * is kept for its taker, so that however many wait, they go one by one and none is asked twice. Over the quota, turns lie after the provider counts anew.
 */
export function takeTurns(before: RateState, { now, limit, takers, told, probeForMs }: TurnQuestion): { state: RateState; turns: readonly Turn[] } {
  const everyMs = limit ? 1_000 / limit.perSecond : 0;
  const slackMs = limit ? (limit.burst - 1) * everyMs : 0;
  let { broken } = before;
  let nextAt = before.nextAt ?? 0;
  const pausedUntil = pauseEnd(before, now);
  const known = told ? hearQuota(before, told).quota : before.quota;
  let quota = known && known.until > now ? known : freshQuota(limit, now);

  const turns = takers.map((taker, index): Turn => {
    if (broken && broken.probeAt > now) return { at: broken.probeAt + index * everyMs, cause: 'broken', isProbe: false };
    if (broken) {
      broken = { ...broken, probeAt: now + probeForMs };
      return { at: now, cause: 'rate', isProbe: true };
    }
    const isOver = quota !== undefined && quota.left <= 0;
    const opensAt = Math.max(pausedUntil ?? now, isOver && quota ? quota.resumesAt : now);
    if (taker.hasTurn && opensAt <= now) return go();
    const at = Math.max(nextAt, now - slackMs, opensAt > now ? opensAt : Number.NEGATIVE_INFINITY);
    nextAt = at + everyMs;
    if (at <= now) return go();
    return { at, cause: isOver ? 'quota' : pausedUntil !== undefined && at >= pausedUntil ? 'paused' : 'rate', isProbe: false };
  });

  function go(): Turn {
    if (quota) quota = { ...quota, left: quota.left - 1 };
    return { at: now, cause: 'rate', isProbe: false };
  }

  const state: RateState = {
    ...(limit || nextAt > now ? { nextAt } : {}),
    ...(pausedUntil === undefined ? {} : { pausedUntil }),
    ...(quota ? { quota } : {}),
    ...(broken ? { broken } : {}),
  };
  return { state, turns };
}

/** The newest word counts: who was told before, and took nothing since, does not know what the others have used up. */
export function hearQuota(state: RateState, told: ToldQuota): RateState {
  return (state.quota?.toldAt ?? Number.NEGATIVE_INFINITY) >= told.toldAt ? state : { ...state, quota: told };
}

function freshQuota(limit: RateLimit | undefined, now: number): RemainingQuota | undefined {
  return limit?.perDay === undefined ? undefined : { left: limit.perDay, until: now + dayMs, resumesAt: now + dayMs };
}
