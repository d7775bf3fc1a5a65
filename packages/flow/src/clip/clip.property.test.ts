import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyCommand } from '../edit/applyCommand.ts';
import { canConnect } from '../edit/canConnect.ts';
import { emptyGraph } from '../graph/emptyGraph.ts';
import { FlowGraph, type Step, type StepId } from '../graph/FlowGraph.ts';
import { mayStandIn } from '../graph/levels.ts';
import { randomGraph } from '../run/testing/randomGraph.ts';
import { copySteps } from './copySteps.ts';
import { readPart } from './FlowPart.ts';
import { pastePart } from './pastePart.ts';
import { pointAtCopies } from './pointAtCopies.ts';

const at = { x: 0, y: 0 };
const connections = new Set<string>();

function counting() {
  let count = 0;
  return { newId: () => `new_${++count}`, newEdgeId: () => `wire_${++count}`, newMarkId: (kind: 'n' | 'g') => `${kind}_${++count}` };
}

test('copying everything and pasting it into an empty flow gives the same flow under other ids', () => {
  fc.assert(
    fc.property(randomGraph(), (graph) => {
      const reading = readPart(JSON.stringify(copySteps(graph, Object.keys(graph.steps))));
      if (!reading.ok) throw new Error(reading.reason.en);
      const names = new Map<StepId, StepId>();
      const { newEdgeId, newMarkId } = counting();
      const newId = (step: Step) => {
        names.set(`s${names.size}`, step.id);
        return `s${names.size - 1}`;
      };
      const pasted = pastePart(emptyGraph(), { part: reading.part, at, connections, newId, newEdgeId, newMarkId });
      const made = applyCommand(emptyGraph(), pasted?.command ?? { type: 'batch', commands: [] });
      const back = Object.values(made.steps).map((step) => {
        const { parent, ...rest } = pointAtCopies(step, names);
        return { ...rest, id: names.get(step.id), ...(parent === undefined ? {} : { parent: names.get(parent) }) };
      });
      expect(Object.fromEntries(back.map((step) => [step.id, step]))).toEqual(graph.steps);
      const wires = (edges: FlowGraph['edges'], nameOf: (id: StepId) => StepId | undefined) =>
        edges.map(({ from, port, to }) => `${nameOf(from)}.${port}>${nameOf(to)}`).sort();
      expect(wires(made.edges, (id) => names.get(id))).toEqual(wires(graph.edges, (id) => id));
    }),
    { numRuns: 80 },
  );
});

const id = fc.constantFrom('a', 'b', 'c', 'box', 'crate', 'start');
const kind = fc.constantFrom('stop' as const, 'parallel' as const, 'first' as const, 'trigger' as const, 'errorHandler' as const, 'set' as const);
const wildStep = fc.record({ id, kind, parent: fc.option(id, { nil: undefined }), x: fc.integer(), y: fc.integer() }).map(({ x, y, ...step }): Step => {
  const { parent, kind: drawn, ...rest } = step;
  const base = { ...rest, position: { x, y }, ...(parent === undefined ? {} : { parent }) };
  if (drawn === 'trigger') return { ...base, kind: drawn, node: 'core.orderDelivered', nodeVersion: 1, input: {} };
  return drawn === 'set' ? { ...base, kind: drawn, fields: [] } : { ...base, kind: drawn };
});
const wildEdge = fc.record({ id: fc.string({ minLength: 1, maxLength: 5 }), from: id, port: fc.constantFrom('next', 'error', 'nowhere'), to: id });
const wildPart = fc.record({
  schema: fc.constant(1 as const),
  steps: fc.array(wildStep, { maxLength: 8 }).map((steps) => Object.fromEntries(steps.map((step) => [step.id, step]))),
  edges: fc.array(wildEdge, { maxLength: 12 }),
  groups: fc
    .array(fc.uniqueArray(fc.oneof(id, fc.constant('nobody')), { minLength: 1, maxLength: 4 }), { maxLength: 3 })
    .map((all) => Object.fromEntries(all.map((members, index) => [`g${index}`, { id: `g${index}`, title: 'Nhóm', colour: 'blue' as const, members }]))),
  notes: fc
    .array(fc.record({ x: fc.integer(), y: fc.integer() }), { maxLength: 2 })
    .map((all) =>
      Object.fromEntries(
        all.map((position, index) => [`n${index}`, { id: `n${index}`, text: '', position, width: 200, height: 100, colour: 'yellow' as const }]),
      ),
    ),
});

test('whatever is pasted, wherever: the flow stays sound and what was there stays as it was', () => {
  fc.assert(
    fc.property(randomGraph(), wildPart, fc.boolean(), (graph, part, isInside) => {
      const parent = isInside ? Object.values(graph.steps).find((step) => step.kind === 'parallel')?.id : undefined;
      const pasted = pastePart(graph, { part, at, connections, parent, ...counting() });
      if (!pasted) return;
      const after = applyCommand(graph, pasted.command);
      expect(FlowGraph.parse(after)).toEqual(after);
      expect(after.steps).toMatchObject(graph.steps);
      expect(after.edges.slice(0, graph.edges.length)).toEqual(graph.edges);
      const grouped = Object.values(after.groups ?? {}).flatMap(({ members }) => members);
      expect(new Set(grouped).size).toBe(grouped.length);
      for (const member of grouped) expect(after.steps).toHaveProperty(member);
      for (const step of Object.values(after.steps)) expect(mayStandIn(after, step, step.parent)).toBe(true);
      for (const [index, edge] of after.edges.entries()) {
        const without = { ...after, edges: after.edges.filter((_, place) => place !== index) };
        expect(canConnect(without, edge)).toEqual({ ok: true });
      }
      expect(new Set(after.edges.map((edge) => edge.id)).size).toBe(after.edges.length);
      for (const kind of ['trigger', 'errorHandler']) expect(Object.values(after.steps).filter((step) => step.kind === kind).length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 80 },
  );
});
