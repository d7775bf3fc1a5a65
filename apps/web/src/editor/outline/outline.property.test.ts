import { applyCommand, canConnect, emptyGraph, type FlowGraph, invertCommand, portsOf, type Step, stepsInside } from '@noi/flow';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withRoom } from '../edits/containers.ts';
import { moveStep } from './moveStep.ts';
import { outlineRows, stepNumbers } from './outlineRows.ts';
import { outlineTree } from './outlineTree.ts';

const kinds = ['set', 'wait', 'set', 'if', 'stop', 'forEach', 'parallel'] as const;

const placed = fc.record({ kind: fc.constantFrom(...kinds), x: fc.integer({ min: 0, max: 4 }), y: fc.integer({ min: 0, max: 20 }), within: fc.nat(12) });
const wired = fc.record({ from: fc.nat(12), port: fc.nat(3), to: fc.nat(12) });

/** Any legal drawing: steps on several levels, with whatever wires may be drawn between them. */
const drawings = fc.tuple(fc.array(placed, { maxLength: 12 }), fc.array(wired, { maxLength: 40 })).map(([steps, wires]) => {
  let graph: FlowGraph = applyCommand(emptyGraph(), {
    type: 'step.add',
    step: { id: 's0', kind: 'trigger', position: { x: 0, y: 0 }, node: 'core.orderDelivered', nodeVersion: 1, input: {} },
  });
  for (const [index, { kind, x, y, within }] of steps.entries()) {
    const held = graph.steps[`s${within}`];
    const parent = held?.kind === 'forEach' || held?.kind === 'parallel' ? { parent: held.id } : {};
    graph = applyCommand(graph, { type: 'step.add', step: { ...stepOf(kind, `s${index + 1}`), position: { x: x * 320, y: y * 160 }, ...parent } });
  }
  for (const [index, wire] of wires.entries()) {
    const from = graph.steps[`s${wire.from}`];
    const port = from && portsOf(from)[wire.port];
    const draft = { from: `s${wire.from}`, port: port ?? '', to: `s${wire.to}` };
    if (port && canConnect(graph, draft).ok) graph = applyCommand(graph, { type: 'edge.add', edge: { id: `e${index}`, ...draft } });
  }
  return graph;
});

function stepOf(kind: (typeof kinds)[number], id: string): Step {
  const base = { id, position: { x: 0, y: 0 } };
  switch (kind) {
    case 'set':
      return { ...base, kind, fields: [] };
    case 'wait':
      return { ...base, kind, wait: { type: 'duration', amount: 1, unit: 'days' } };
    case 'if':
      return { ...base, kind, rule: { combinator: 'and', rules: [] } };
    case 'forEach':
      return { ...base, kind, list: '', atOnce: 1, onFailure: 'collect' };
    case 'stop':
    case 'parallel':
      return { ...base, kind };
  }
}

test('every step is told exactly once, and no line has the key of another', () => {
  fc.assert(
    fc.property(drawings, (graph) => {
      const rows = outlineRows(outlineTree(graph), new Set());
      expect(rows.flatMap((row) => (row.kind === 'step' ? [row.line.step.id] : [])).sort()).toEqual(Object.keys(graph.steps).sort());
      expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    }),
    { numRuns: 300 },
  );
});

test('a step comes after all that lead to it, and what a container holds directly after the container', () => {
  fc.assert(
    fc.property(drawings, (graph) => {
      const order = [...stepNumbers(outlineTree(graph)).keys()];
      for (const { from, to } of graph.edges) expect(order.indexOf(from)).toBeLessThan(order.indexOf(to));
      for (const { id } of Object.values(graph.steps)) {
        const inside = stepsInside(graph, id).map((step) => step.id);
        const behind = order.slice(order.indexOf(id) + 1, order.indexOf(id) + 1 + inside.length);
        expect([...behind].sort()).toEqual(inside.sort());
      }
    }),
    { numRuns: 300 },
  );
});

test('every wire is told: as the line below, in its branch, or by the number where it goes on', () => {
  fc.assert(
    fc.property(drawings, (graph) => {
      const rows = outlineRows(outlineTree(graph), new Set());
      const shown = new Set(rows.flatMap((row) => (row.kind === 'way' && row.way.edge ? [row.way.edge.id] : [])));
      const steps = rows.flatMap((row) => (row.kind === 'step' ? [row] : []));
      for (const edge of graph.edges.filter(({ id }) => !shown.has(id))) {
        // Told by the order of lines alone: the next line of the same list.
        const at = steps.findIndex(({ line }) => line.step.id === edge.from);
        const below = steps.slice(at + 1).find(({ parent }) => parent === steps[at]?.parent);
        expect([edge.port, below?.line.step.id]).toEqual(['next', edge.to]);
      }
    }),
    { numRuns: 300 },
  );
});

test('a step that moves in its chain leaves a legal flow, and one undo puts everything back', () => {
  fc.assert(
    fc.property(drawings, fc.nat(12), fc.constantFrom(-1 as const, 1 as const), (graph, at, by) => {
      const command = moveStep(graph, `s${at}`, by);
      if (!command) return;
      const whole = withRoom(graph, command);
      const after = applyCommand(graph, whole);
      expect(after.edges.length).toBe(graph.edges.length);
      for (const edge of after.edges) {
        const rest = { ...after, edges: after.edges.filter(({ id }) => id !== edge.id) };
        expect(canConnect(rest, edge)).toEqual({ ok: true });
      }
      expect(applyCommand(after, invertCommand(graph, whole))).toEqual(graph);
    }),
    { numRuns: 300 },
  );
});
