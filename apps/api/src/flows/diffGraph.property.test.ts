import { applyCommand, emptyGraph, type FlowGraph, type Step } from '@noi/flow';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffGraph } from './diffGraph.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];

const aStep = (id: string): fc.Arbitrary<Step> =>
  fc
    .record({
      x: fc.integer({ min: -500, max: 500 }),
      y: fc.integer({ min: -500, max: 500 }),
      amount: fc.integer({ min: 1, max: 9 }),
      kind: fc.constantFrom('wait', 'set'),
    })
    .map(
      ({ x, y, amount, kind }): Step =>
        kind === 'wait'
          ? { id, kind: 'wait', position: { x, y }, wait: { type: 'duration', amount, unit: 'days' } }
          : { id, kind: 'set', position: { x, y }, fields: [{ key: 'n', value: amount }] },
    );

/** Wires lead from earlier names to later ones, so no document has a circle. */
const aGraph: fc.Arbitrary<FlowGraph> = fc
  .record({
    steps: fc.subarray(names).chain((ids) => fc.tuple(...ids.map(aStep))),
    pairs: fc.subarray(names.flatMap((from, index) => names.slice(index + 1).map((to) => [from, to] as const))),
    zone: fc.constantFrom('Asia/Ho_Chi_Minh', 'Asia/Bangkok'),
    prefix: fc.constantFrom('e', 'f'),
  })
  .map(({ steps, pairs, zone, prefix }) => {
    const ids = new Set(steps.map(({ id }) => id));
    const edges = pairs.filter(([from, to]) => ids.has(from) && ids.has(to)).map(([from, to]) => ({ id: `${prefix}-${from}-${to}`, from, port: 'next', to }));
    return { ...emptyGraph(), settings: { timezone: zone }, steps: Object.fromEntries(steps.map((step) => [step.id, step])), edges };
  });

const sorted = (graph: FlowGraph) => ({ ...graph, edges: [...graph.edges].sort((a, b) => a.id.localeCompare(b.id)) });

test('the commands turn any document into any other, each of them legal where it stands', () => {
  fc.assert(
    fc.property(aGraph, aGraph, (from, to) => {
      expect(sorted(diffGraph(from, to).reduce(applyCommand, from))).toEqual(sorted(to));
    }),
  );
});

test('equal documents need no command', () => {
  fc.assert(
    fc.property(aGraph, (graph) => {
      expect(diffGraph(graph, structuredClone(graph))).toEqual([]);
    }),
  );
});
