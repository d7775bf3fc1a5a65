import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileGraph } from '../../compile/compileGraph.ts';
import type { FlowGraph } from '../../graph/FlowGraph.ts';
import type { Plan } from '../../plan/Plan.ts';
import { testCatalog } from '../../testing/testCatalog.ts';
import { moveThrough } from '../testing/moveThrough.ts';
import { randomGraph } from '../testing/randomGraph.ts';
import { randomWorld } from '../testing/randomWorld.ts';

function planOf(graph: FlowGraph): Plan {
  const compiled = compileGraph({ graph, catalog: testCatalog, connections: [] });
  if (!compiled.ok) throw new Error(`A random graph must be valid: ${JSON.stringify(compiled.issues)}`);
  return compiled.plan;
}

// Two random graphs name their steps alike (`s1`, `s2`, …), so that some are the same step, some another kind, and some are missing: as rough as edits get.
const edited = fc.tuple(randomWorld({ canEndEarly: false }), randomGraph({ canStop: false }), fc.nat(12));

test('wherever it is moved to, a run comes to its end', () => {
  fc.assert(
    fc.property(edited, ([world, graph, at]) => {
      const { outcomes, end } = moveThrough(world, { newPlan: planOf(graph), at });
      expect(outcomes).toHaveLength(1);
      expect(
        Object.values(end.scopes)
          .flatMap(({ steps }) => Object.values(steps))
          .filter(({ state }) => state === 'open'),
      ).toEqual([]);
    }),
    { numRuns: 120 },
  );
});

test('what had ended is not done again, and what it gave is still there', () => {
  fc.assert(
    fc.property(edited, ([world, graph, at]) => {
      const { state, after, end } = moveThrough(world, { newPlan: planOf(graph), at });
      if (state === null) return;
      const ended = Object.entries(state.scopes).flatMap(([scope, { steps }]) =>
        Object.entries(steps).flatMap(([stepId, fate]) => (fate.state === 'ended' ? [`${scope}/${stepId}`] : [])),
      );
      const told = new Set(after.map(({ scope, stepId }) => `${scope}/${stepId}`));
      expect(ended.filter((place) => told.has(place))).toEqual([]);
      expect(end.scopes.root?.outputs).toMatchObject(state.scopes.root?.outputs ?? {});
    }),
    { numRuns: 120 },
  );
});

test('moved to the plan that it walks already, nothing is different', () => {
  fc.assert(
    fc.property(randomWorld({ canEndEarly: false }), fc.nat(12), (world, at) => {
      const moved = moveThrough(world, { newPlan: world.plan, at });
      const whole = moveThrough(world, { newPlan: world.plan, at: 3_000 });
      const ends = (records: typeof moved.after) =>
        records
          .filter(({ state }) => state === 'done' || state === 'failed' || state === 'skipped')
          .map(({ scope, stepId, state, port }) => `${scope}/${stepId} ${state} ${port}`)
          .sort();
      expect(moved.outcomes).toEqual(whole.outcomes);
      expect(ends([...moved.before, ...moved.after])).toEqual(ends(whole.before));
    }),
    { numRuns: 80 },
  );
});
