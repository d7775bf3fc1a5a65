import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aPlan, aTrigger } from '../run/testing/aPlan.ts';
import { play, randomWorld, respond } from '../run/testing/randomWorld.ts';
import { simulate } from './simulate.ts';
import { tooManySteps } from './tooManySteps.ts';

const startAt = Date.parse('2026-11-22T03:15:00Z');
const pieces = fc.integer({ min: 1, max: 6 });
const whole = Number.POSITIVE_INFINITY;

test('into how many pieces a walk is cut changes nothing', () => {
  fc.assert(
    fc.property(randomWorld({ mostSteps: 14 }), pieces, (world, piece) => {
      const request = { plan: world.plan, trigger: world.trigger, startAt, behave: play(world), respond: respond(world) };
      expect(simulate({ ...request, piece })).toEqual(simulate({ ...request, piece: whole }));
    }),
    { numRuns: 300 },
  );
});

test('nor does it where the walk is one that another flow calls', () => {
  const calling = aPlan({ start: aTrigger(), call: { kind: 'subflow', flowId: 'f2', input: {} }, last: { kind: 'stop' } }, [
    'start.next>call',
    'call.next>last',
  ]);
  fc.assert(
    fc.property(randomWorld({ mostSteps: 14 }), pieces, ({ plan, ...world }, piece) => {
      const request = { plan: calling, trigger: {}, startAt, behave: play({ plan, ...world }), called: () => ({ name: 'Gọi', plan }) };
      expect(simulate({ ...request, piece })).toEqual(simulate({ ...request, piece: whole }));
    }),
    { numRuns: 150 },
  );
});

test('a bound that is not reached changes nothing; one that is ends the run there, whatever its pieces', () => {
  fc.assert(
    fc.property(randomWorld({ mostSteps: 14 }), fc.integer({ min: 1, max: 40 }), pieces, (world, mostMoves, piece) => {
      const request = { plan: world.plan, trigger: world.trigger, startAt, behave: play(world), respond: respond(world) };
      const free = simulate(request);
      const bound = simulate({ ...request, mostMoves, piece });
      expect(bound).toEqual(simulate({ ...request, mostMoves, piece: whole }));
      if (bound.outcome.state === 'failed' && bound.outcome.error === tooManySteps) {
        const open = new Set(bound.records.filter(({ state }) => state === 'running' || state === 'waiting' || state === 'retrying').map(nameOf));
        for (const line of bound.records) if (['done', 'failed', 'skipped', 'stopped'].includes(line.state)) open.delete(nameOf(line));
        expect(open).toEqual(new Set());
        expect(bound.records.length).toBeLessThanOrEqual(
          free.records.length + bound.records.filter(({ state }) => state === 'stopped' || state === 'failed').length,
        );
      } else {
        expect(bound).toEqual(free);
      }
    }),
    { numRuns: 300 },
  );
});

function nameOf({ scope, stepId, visit }: { scope: string; stepId: string; visit: number }): string {
  return `${scope}/${stepId}#${visit}`;
}
