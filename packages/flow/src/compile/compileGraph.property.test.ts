import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FlowGraph, Position, Step } from '../graph/FlowGraph.ts';
import { randomGraph } from '../run/testing/randomGraph.ts';
import { walkThrough } from '../run/testing/walkThrough.ts';
import { aGraph } from '../testing/aGraph.ts';
import { switchOff } from '../testing/switchOff.ts';
import { testCatalog, testConnections } from '../testing/testCatalog.ts';
import { compileGraph } from './compileGraph.ts';

const draw = (text: string) =>
  aGraph().trigger().if('if').sendZns('send').from('if', 'false').wait('wait').note('note', text).wire('send', 'next', 'note').build();

function hashOf(graph: FlowGraph): string {
  const compiled = compileGraph({ graph, catalog: testCatalog, connections: testConnections });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
  return compiled.plan.hash;
}

const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });
const positions = fc.array(fc.record({ x: fc.integer(), y: fc.integer() }), { minLength: 5, maxLength: 5 });

/** The same document with its keys in another order, at every depth. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, entry]) => [key, reordered(entry)]),
  );
}

test('the hash does not depend on where steps stand, nor on the order of keys, steps and wires', () => {
  const graph = draw('Xong');
  const hash = hashOf(graph);
  fc.assert(
    fc.property(shuffled(Object.keys(graph.steps)), shuffled(graph.edges), positions, (ids, edges, places) => {
      const steps = Object.fromEntries(
        ids.map((id, index) => {
          const step = reordered(graph.steps[id]) as Step;
          return [id, { ...step, position: places[index] as Position }];
        }),
      );
      expect(hashOf({ ...graph, steps, edges })).toBe(hash);
    }),
    { numRuns: 60 },
  );
});

test('another input gives another hash', () => {
  const words = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== '' && !/[{}]/.test(text));
  fc.assert(
    fc.property(words, words, (left, right) => {
      expect(hashOf(draw(left)) === hashOf(draw(right))).toBe(left === right);
    }),
    { numRuns: 60 },
  );
});

const row = (ids: readonly string[]) => {
  const steps = ids.map(
    (id, index) => [id, { id, kind: 'action', position: { x: 0, y: index }, node: 'core.note', nodeVersion: 1, input: { text: id } }] as const,
  );
  const edges = ['trigger', ...ids].slice(0, -1).map((from, index) => ({ id: `e${index}`, from, port: 'next', to: ids[index] ?? '' }));
  const start = aGraph().trigger().build();
  return { ...start, steps: { ...start.steps, ...Object.fromEntries(steps) }, edges } as FlowGraph;
};

test('in a row, a flow with steps switched off is the flow without them, but for the names of wires', () => {
  const all = ['a', 'b', 'c', 'd', 'e', 'f'];
  fc.assert(
    fc.property(fc.subarray(all, { maxLength: 5 }), (off) => {
      const compiled = compileGraph({ graph: switchOff(row(all), ...off), catalog: testCatalog, connections: testConnections });
      const without = compileGraph({ graph: row(all.filter((id) => !off.includes(id))), catalog: testCatalog, connections: testConnections });
      if (!compiled.ok || !without.ok) throw new Error('Both compile');
      expect(compiled.plan.steps).toEqual(without.plan.steps);
      const joined = (edges: readonly { from: string; port: string; to: string }[]) => edges.map(({ from, port, to }) => `${from} ${port} ${to}`);
      expect(joined(compiled.plan.levels.root?.edges ?? [])).toEqual(joined(without.plan.levels.root?.edges ?? []));
    }),
    { numRuns: 60 },
  );
});

test('whatever is switched off, nothing of it is in the plan, and runs of what is left come to their end', () => {
  const drawn = randomGraph({ hasAwaits: false }).chain((graph) =>
    fc.tuple(fc.constant(graph), fc.subarray(Object.keys(graph.steps).filter((id) => id !== 'start'))),
  );
  fc.assert(
    fc.property(drawn, ([graph, off]) => {
      const compiled = compileGraph({ graph: switchOff(graph, ...off), catalog: testCatalog, connections: testConnections });
      if (!compiled.ok) {
        // All of a body, of the error handler's part or of the flow can be off; nothing else is to be mended.
        const known = ['container_off', 'handler_unwired', 'trigger_unwired'];
        expect(compiled.issues.filter(({ severity, code }) => severity === 'error' && !known.includes(code))).toEqual([]);
        return;
      }
      const { plan } = compiled;
      expect(Object.keys(plan.steps).filter((id) => off.includes(id) || off.includes(graph.steps[id]?.parent ?? ''))).toEqual([]);
      for (const level of Object.values(plan.levels))
        for (const { from, to } of level.edges) expect([plan.steps[from]?.level, plan.steps[to]?.level]).toEqual([level.id, level.id]);
      const { outcomes } = walkThrough({ plan });
      expect(outcomes).toHaveLength(1);
    }),
    { numRuns: 150 },
  );
});
