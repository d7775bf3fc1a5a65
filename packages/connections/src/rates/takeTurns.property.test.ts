import type { RateState } from '@noi/db';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { takeTurns } from './takeTurns.ts';

const arrivals = fc.array(fc.record({ afterMs: fc.integer({ min: 0, max: 3_000 }), count: fc.integer({ min: 1, max: 8 }) }), { minLength: 1, maxLength: 40 });
const limits = fc.record({ perSecond: fc.integer({ min: 1, max: 50 }), burst: fc.integer({ min: 1, max: 10 }) });

function turnsOf(list: readonly { afterMs: number; count: number }[], limit: { perSecond: number; burst: number }): number[] {
  let state: RateState = {};
  let now = 1_700_000_000_000;
  return list.flatMap(({ afterMs, count }) => {
    now += afterMs;
    const taken = takeTurns(state, { now, limit, takers: Array.from({ length: count }, () => ({ hasTurn: false })), probeForMs: 1_000 });
    state = JSON.parse(JSON.stringify(taken.state)) as RateState;
    return taken.turns.map(({ at }) => at);
  });
}

test('no window of time holds more turns than the limit allows', () => {
  fc.assert(
    fc.property(arrivals, limits, (list, limit) => {
      const turns = turnsOf(list, limit);
      turns.forEach((from, first) => {
        turns.slice(first).forEach((to, count) => {
          // A microsecond for what floating point loses on the way.
          expect(count + 1).toBeLessThanOrEqual(limit.burst + Math.floor(((to - from) * limit.perSecond) / 1_000 + 0.001));
        });
      });
    }),
  );
});

test('turns are given in the order of coming, and never later than the queue before them demands', () => {
  fc.assert(
    fc.property(arrivals, limits, (list, limit) => {
      const turns = turnsOf(list, limit);
      expect(turns).toEqual([...turns].sort((a, b) => a - b));
      const last = turns.at(-1) ?? 0;
      const asked = 1_700_000_000_000 + list.reduce((sum, { afterMs }) => sum + afterMs, 0);
      expect(last - asked).toBeLessThanOrEqual((turns.length * 1_000) / limit.perSecond + 0.001);
    }),
  );
});
