import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FlowGraph, Position, Step } from '../graph/FlowGraph.ts';
import { aGraph } from '../testing/aGraph.ts';
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
