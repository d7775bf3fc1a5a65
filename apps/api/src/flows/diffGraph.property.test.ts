import { applyCommand, emptyGraph, type FlowGraph, portsOf, type Step } from '@noi/flow';
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
      kind: fc.constantFrom('wait', 'set', 'switch'),
    })
    .map(({ x, y, amount, kind }): Step => {
      const base = { id, position: { x, y } };
      if (kind === 'wait') return { ...base, kind: 'wait', wait: { type: 'duration', amount, unit: 'days' } };
      if (kind === 'set') return { ...base, kind: 'set', fields: [{ key: 'n', value: amount }] };
      // Its ports come and go with its cases, and wires with them.
      return { ...base, kind: 'switch', cases: [{ id: `case${amount % 3}`, label: '', rule: { combinator: 'and', rules: [] } }] };
    });

/** Wires lead from earlier names to later ones, so no document has a circle. */
const aGraph: fc.Arbitrary<FlowGraph> = fc
  .record({
    steps: fc.subarray(names).chain((ids) => fc.tuple(...ids.map(aStep))),
    pairs: fc.subarray(names.flatMap((from, index) => names.slice(index + 1).map((to) => [from, to] as const))),
    zone: fc.constantFrom('Asia/Ho_Chi_Minh', 'Asia/Bangkok'),
    prefix: fc.constantFrom('e', 'f'),
    notes: fc.subarray(['n1', 'n2']),
    // The group of each step, by its place; none where there is no such group.
    grouped: fc.array(fc.constantFrom('g1', 'g2', ''), { minLength: names.length, maxLength: names.length }),
    words: fc.string({ maxLength: 3 }),
  })
  .map(({ steps, pairs, zone, prefix, notes, grouped, words }) => {
    const byId = new Map(steps.map((step) => [step.id, step]));
    const edges = pairs.flatMap(([from, to]) => {
      const source = byId.get(from);
      const port = source && portsOf(source)[0];
      return port !== undefined && byId.has(to) ? [{ id: `${prefix}-${from}-${to}`, from, port, to }] : [];
    });
    const groups = ['g1', 'g2'].flatMap((id) => {
      const members = steps.flatMap((step, index) => (grouped[index] === id ? [step.id] : []));
      return members.length === 0 ? [] : [[id, { id, title: words, colour: 'blue' as const, members }] as const];
    });
    const noted = notes.map((id) => [id, { id, text: words, position: { x: 0, y: 0 }, width: 200, height: 100, colour: 'yellow' as const }] as const);
    return {
      ...emptyGraph(),
      settings: { timezone: zone },
      steps: Object.fromEntries(byId),
      edges,
      ...(noted.length === 0 ? {} : { notes: Object.fromEntries(noted) }),
      ...(groups.length === 0 ? {} : { groups: Object.fromEntries(groups) }),
    };
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
