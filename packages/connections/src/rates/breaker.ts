import type { RateState } from '@noi/db';

/** How one call ended, as far as the provider's health goes: it `answered`, or was `away` (no answer, or one that says it is down). */
export type CallEnd = 'answered' | 'away';

/** The last calls of one process to one account. */
export type CallHistory = readonly { readonly at: number; readonly end: CallEnd }[];

const mostInARow = 5;
const windowMs = 60_000;
const windowCalls = 20;
const fewestCalls = 10;
const firstProbeMs = 5_000;
const longestProbeMs = 300_000;

/** One more call, and only what still counts. */
export function addCall(history: CallHistory, call: CallHistory[number]): CallHistory {
  return [...history, call].slice(-windowCalls);
}

/** The provider is to be left alone: 5 calls in a row went unanswered, or more than half of the last 20 within a minute (of at least 10). */
export function isAway(history: CallHistory, now: number): boolean {
  const recent = history.filter(({ at }) => at > now - windowMs);
  const lastAnswer = recent.findLastIndex(({ end }) => end === 'answered');
  if (recent.length - 1 - lastAnswer >= mostInARow) return true;
  return recent.length >= fewestCalls && recent.filter(({ end }) => end === 'away').length > recent.length / 2;
}

/** Everybody waits; a first probe goes soon, and after each that fails the next goes later, up to five minutes. */
export function breakOff(state: RateState, { now, wasProbe }: { now: number; wasProbe: boolean }): RateState {
  // Whoever was on the way when others broke it off has nothing to add.
  if (state.broken && !wasProbe) return state;
  const probes = state.broken ? state.broken.probes + 1 : 0;
  return { ...state, broken: { probes, probeAt: now + Math.min(firstProbeMs * 2 ** probes, longestProbeMs) } };
}

/** A probe was answered: everybody may call again. */
export function mend({ broken, ...state }: RateState): RateState {
  return state;
}

const longestPauseMs = 3 * 86_400_000;

/** The provider wants to be left alone for so long; never less than it said before, and never more than three days. */
export function pause(state: RateState, { now, pauseMs }: { now: number; pauseMs: number }): RateState {
  const until = now + Math.min(pauseMs, longestPauseMs);
  return { ...state, pausedUntil: Math.max(pauseEnd(state, now) ?? until, until) };
}

/** When the pause that a provider asked for ends, while it lasts. One beyond all measure was misread, and is none. */
export function pauseEnd({ pausedUntil }: RateState, now: number): number | undefined {
  return pausedUntil !== undefined && pausedUntil > now && pausedUntil <= now + 2 * longestPauseMs ? pausedUntil : undefined;
}
