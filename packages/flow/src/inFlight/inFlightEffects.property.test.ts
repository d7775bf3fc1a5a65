import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileGraph } from '../compile/compileGraph.ts';
import type { FlowGraph } from '../graph/FlowGraph.ts';
import type { Plan } from '../plan/Plan.ts';
import { isSameStep } from '../run/move/survivors.ts';
import type { RunState } from '../run/RunState.ts';
import { moveThrough } from '../run/testing/moveThrough.ts';
import { randomGraph } from '../run/testing/randomGraph.ts';
import { type RandomWorld, randomWorld } from '../run/testing/randomWorld.ts';
import { testCatalog } from '../testing/testCatalog.ts';
import { inFlightEffects } from './inFlightEffects.ts';

function planOf(graph: FlowGraph): Plan {
  const compiled = compileGraph({ graph, catalog: testCatalog, connections: [] });
  if (!compiled.ok) throw new Error(`A random graph must be valid: ${JSON.stringify(compiled.issues)}`);
  return compiled.plan;
}

const world = randomWorld({ canEndEarly: false });

function look(state: RunState, { plan }: RandomWorld, newPlan: Plan) {
  // Before anything is due.
  return inFlightEffects({ runs: [{ planHash: plan.hash, state }], plans: new Map([[plan.hash, plan]]), newPlan, now: 0 });
}

function sleepers({ scopes }: RunState): string[] {
  const all = Object.values(scopes).flatMap(({ steps }) =>
    Object.entries(steps).flatMap(([id, fate]) => (fate.state === 'open' && fate.doing !== 'body' && fate.doing !== 'execute' ? [id] : [])),
  );
  return [...new Set(all)].sort();
}

/** Nothing of it is under way: such a run can be moved at once. */
const isAsleep = ({ scopes }: RunState) =>
  Object.values(scopes).every(({ steps }) => Object.values(steps).every((fate) => fate.state !== 'open' || fate.doing !== 'execute'));

test('put on the plan that it walks already, a run that sleeps does nothing, and no wait changes', () => {
  fc.assert(
    fc.property(world, fc.nat(12), (one, at) => {
      const { state } = moveThrough(one, { newPlan: one.plan, at });
      if (state === null || !isAsleep(state)) return;
      for (const effect of look(state, one, one.plan))
        expect(effect).toEqual({ stepId: effect.stepId, change: 'same', runs: 1, goOn: 0, messages: 0, ends: 0, longer: null, shorter: null });
    }),
    { numRuns: 80 },
  );
});

test('whatever the edit, each step where somebody waits is told of once, and what is told fits together', () => {
  fc.assert(
    fc.property(world, randomGraph({ canStop: false }), fc.nat(12), (one, graph, at) => {
      const newPlan = planOf(graph);
      const { state } = moveThrough(one, { newPlan, at });
      if (state === null) return;
      const effects = look(state, one, newPlan);
      expect(effects.map(({ stepId }) => stepId).sort()).toEqual(sleepers(state));
      for (const { stepId, change, runs, goOn, messages, ends, longer, shorter } of effects) {
        expect(change === 'removed').toBe(!isSameStep(stepId, one.plan, newPlan));
        expect([runs, ends <= goOn && goOn <= runs, messages === 0 || goOn > 0]).toEqual([1, true, true]);
        for (const shift of [longer, shorter]) if (shift !== null) expect(shift.leastMs > 0 && shift.leastMs <= shift.mostMs).toBe(true);
        if (change === 'removed') expect([longer, shorter]).toEqual([null, null]);
      }
    }),
    { numRuns: 120 },
  );
});
