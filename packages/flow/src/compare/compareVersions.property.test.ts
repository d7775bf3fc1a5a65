import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyCommand } from '../edit/applyCommand.ts';
import { randomGraph } from '../run/testing/randomGraph.ts';
import { testCatalog as catalog } from '../testing/testCatalog.ts';
import { compareVersions } from './compareVersions.ts';

const nothing = { steps: [], wires: [], settings: [] };

test('a document is no different from itself, wherever its steps stand', () => {
  fc.assert(
    fc.property(randomGraph(), fc.nat(), (graph, shift) => {
      expect(compareVersions({ before: graph, after: structuredClone(graph), catalog })).toEqual(nothing);
      const moved = applyCommand(graph, {
        type: 'step.move',
        moves: Object.keys(graph.steps).map((id, index) => ({ id, position: { x: shift + index, y: shift } })),
      });
      expect(compareVersions({ before: graph, after: moved, catalog })).toEqual(nothing);
    }),
    { numRuns: 60 },
  );
});

test('between any two documents exactly the steps that came, went or changed are told, and the way back tells the opposite', () => {
  const opposite = { added: 'removed', removed: 'added', changed: 'changed' } as const;
  fc.assert(
    fc.property(randomGraph(), randomGraph(), (before, after) => {
      const there = compareVersions({ before, after, catalog });
      const back = compareVersions({ before: after, after: before, catalog });
      const content = (graph: typeof before, id: string) => JSON.stringify({ ...graph.steps[id], position: null });
      const ids = [...new Set([...Object.keys(before.steps), ...Object.keys(after.steps)])];
      expect(new Set(there.steps.map(({ stepId }) => stepId))).toEqual(new Set(ids.filter((id) => content(before, id) !== content(after, id))));
      expect(there.steps.map(({ stepId, kind }) => `${stepId} ${opposite[kind]}`).sort()).toEqual(
        back.steps.map(({ stepId, kind }) => `${stepId} ${kind}`).sort(),
      );
      expect(there.wires.length).toBe(back.wires.length);
    }),
    { numRuns: 60 },
  );
});

test('a removed step is told with every wire that it takes along', () => {
  fc.assert(
    fc.property(randomGraph({ containers: 'none' }), fc.nat(), (graph, at) => {
      const ids = Object.keys(graph.steps);
      const id = ids[at % ids.length] ?? '';
      const after = applyCommand(graph, { type: 'step.remove', id });
      const { steps, wires } = compareVersions({ before: graph, after, catalog });
      expect(steps.map(({ stepId, kind }) => ({ stepId, kind }))).toEqual([{ stepId: id, kind: 'removed' }]);
      expect(wires.map(({ kind, from, to }) => ({ kind, from, to }))).toEqual(
        graph.edges.filter(({ from, to }) => from === id || to === id).map(({ from, to }) => ({ kind: 'removed', from, to })),
      );
    }),
    { numRuns: 60 },
  );
});
