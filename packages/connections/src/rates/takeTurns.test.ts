import type { RateState } from '@noi/db';
import { expect, test } from 'vitest';
import { type TurnQuestion, takeTurns } from './takeTurns.ts';

const now = 1_000_000;
const limit = { perSecond: 4, burst: 2 };

function take(state: RateState, question: Partial<TurnQuestion> & { count?: number; hasTurn?: boolean } = {}) {
  const { count = 1, hasTurn = false, ...rest } = question;
  return takeTurns(state, { now, limit, probeForMs: 35_000, takers: Array.from({ length: count }, () => ({ hasTurn })), ...rest });
}

const waits = (turns: readonly { at: number }[], from = now) => turns.map(({ at }) => at - from);

test('after a quiet time a burst goes at once, the rest one by one', () => {
  const { state, turns } = take({}, { count: 5 });
  expect(waits(turns)).toEqual([0, 0, 250, 500, 750]);
  expect(waits(take(state, { now: now + 100 }).turns)).toEqual([1_000]);
});

test('a turn that was given is kept and counts once', () => {
  const { state, turns } = take({}, { count: 3 });
  const later = turns[2]?.at ?? 0;
  const used = take(state, { now: later, hasTurn: true });
  expect(waits(used.turns, later)).toEqual([0]);
  expect(used.state.nextAt).toBe(state.nextAt);
});

test('a pause holds everybody back, those with a turn among them, and then they go along the rate', () => {
  const paused = { pausedUntil: now + 2_000 };
  const fresh = take(paused, { count: 3 });
  expect(fresh.turns.map(({ at, cause }) => [at - now, cause])).toEqual([
    [2_000, 'paused'],
    [2_250, 'paused'],
    [2_500, 'paused'],
  ]);
  expect(waits(take(fresh.state, { hasTurn: true }).turns)).toEqual([2_750]);
  expect(take(paused, { now: now + 2_000 }).state).not.toHaveProperty('pausedUntil');
});

test('over the quota, turns lie along the rate from when the provider counts anew', () => {
  const quota = { left: 1, until: now + 60_000, resumesAt: now + 90_000 };
  const { state, turns } = take({ quota }, { count: 4 });
  expect(turns.map(({ at, cause }) => [at - now, cause])).toEqual([
    [0, 'rate'],
    [90_000, 'quota'],
    [90_250, 'quota'],
    [90_500, 'quota'],
  ]);
  expect(state.quota?.left).toBe(0);
  const morning = now + 90_000;
  expect(waits(take(state, { now: morning, hasTurn: true }).turns, morning)).toEqual([0]);
});

test('what the provider says of its quota is believed', () => {
  const before = { quota: { left: 0, until: now + 60_000, resumesAt: now + 60_000 } };
  const told = { left: 10, until: now + 60_000, resumesAt: now + 60_000, toldAt: now };
  expect(take(before, { told })).toMatchObject({ state: { quota: { left: 9 } }, turns: [{ at: now }] });
});

test('an old word on the quota does not undo a newer one, nor what was taken since', () => {
  const day = { until: now + 60_000, resumesAt: now + 60_000 };
  const before = { quota: { ...day, left: 0, toldAt: now - 1_000 } };
  for (const toldAt of [now - 5_000, now - 1_000]) {
    const told = { ...day, left: 500, toldAt };
    expect(take(before, { told })).toMatchObject({ state: { quota: { left: 0, toldAt: now - 1_000 } }, turns: [{ cause: 'quota', at: now + 60_000 }] });
  }
  expect(take(before, { told: { ...day, left: 500, toldAt: now } })).toMatchObject({ state: { quota: { left: 499, toldAt: now } }, turns: [{ at: now }] });
});

test('a documented day is a quota of its own', () => {
  const { state, turns } = take({}, { limit: { perSecond: 100, burst: 100, perDay: 2 }, count: 3 });
  expect(turns.map(({ cause }) => cause)).toEqual(['rate', 'rate', 'quota']);
  expect(waits(turns)).toEqual([0, 0, 86_400_000]);
  expect(state.quota).toEqual({ left: 0, until: now + 86_400_000, resumesAt: now + 86_400_000 });
});

test('while a provider is away nobody goes and no turn is used up; then one asks for all', () => {
  const broken = { probeAt: now + 5_000, probes: 0 };
  const closed = take({ broken }, { count: 2 });
  expect(closed.turns.map(({ at, cause }) => [at - now, cause])).toEqual([
    [5_000, 'broken'],
    [5_250, 'broken'],
  ]);
  const probing = take(closed.state, { now: now + 5_000, count: 3 });
  expect(probing.turns.map(({ isProbe }) => isProbe)).toEqual([true, false, false]);
  expect(waits(probing.turns)).toEqual([5_000, 40_250, 40_500]);
});

test('without a limit only what is known to be wrong holds calls back', () => {
  const free = take({}, { limit: undefined, count: 3 });
  expect(waits(free.turns)).toEqual([0, 0, 0]);
  expect(free.state).toEqual({});
});
