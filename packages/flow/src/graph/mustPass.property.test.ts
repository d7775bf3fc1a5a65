import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyGraph } from './emptyGraph.ts';
import type { FlowGraph } from './FlowGraph.ts';
import { mustPass } from './mustPass.ts';
import { reachableFrom } from './reach.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

/** Any graph whose wires go forward. */
const graphs = fc.array(fc.tuple(fc.nat(ids.length - 1), fc.nat(ids.length - 1)), { maxLength: 16 }).map((pairs): FlowGraph => {
  const steps = Object.fromEntries(ids.map((id) => [id, { id, kind: 'stop' as const, position: { x: 0, y: 0 } }]));
  const edges = pairs
    .filter(([left, right]) => left !== right)
    .map(([left, right], index) => ({ id: `e${index}`, from: ids[Math.min(left, right)] ?? '', port: 'next', to: ids[Math.max(left, right)] ?? '' }));
  return { ...emptyGraph(), steps, edges };
});

test('a step must be passed exactly when taking it out cuts the way', () => {
  fc.assert(
    fc.property(graphs, fc.constantFrom(...ids), fc.constantFrom(...ids), (graph, to, via) => {
      const reached = reachableFrom(graph, 'a').has(to) && reachableFrom(graph, 'a').has(via);
      const without = via === 'a' ? new Set<string>() : reachableFrom({ ...graph, edges: graph.edges.filter((edge) => edge.to !== via) }, 'a');
      expect(mustPass(graph, ['a'])(to, via)).toBe(reached && (to === via || !without.has(to)));
    }),
    { numRuns: 500 },
  );
});
