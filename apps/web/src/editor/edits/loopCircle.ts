import type { FlowCommand, FlowGraph, Port, RuleGroup, Step, StepId } from '@noi/flow';
import { newEdge } from './placement.ts';
import { bodySide, bodyTop, snap } from './sizes.ts';

export interface CircleWire {
  readonly from: StepId;
  readonly port: Port;
  readonly to: StepId;
}

/**
 * What a wire that would run backwards asks for, as the flow can have it: the steps of the circle in a "Repeat until" container, wired as they were
 * wired to the rest. One step of undo. `null` when the wire closes no circle. `id` is a new step's.
 */
export function loopCircle(graph: FlowGraph, { from, port, to }: CircleWire, id: StepId): FlowCommand | null {
  const circle = circleOf(graph, from, to);
  const [first] = circle;
  if (!first) return null;
  const inside = new Set(circle.map((step) => step.id));
  const corner = { x: Math.min(...circle.map(({ position }) => position.x)), y: Math.min(...circle.map(({ position }) => position.y)) };
  const container: Step = {
    id,
    kind: 'repeat',
    // The steps stay where they are on the canvas as far as the container's head allows.
    position: { x: snap(corner.x - bodySide), y: snap(corner.y) },
    until: untilOf(graph.steps[from], port),
    most: 10,
    ...(first.parent === undefined ? {} : { parent: first.parent }),
  };
  const positions = circle.map(({ id: member, position }) => ({
    id: member,
    position: { x: bodySide + position.x - corner.x, y: bodyTop + position.y - corner.y },
  }));
  const into = graph.edges.filter((edge) => inside.has(edge.to) && !inside.has(edge.from));
  const onward = new Set(graph.edges.filter((edge) => inside.has(edge.from) && !inside.has(edge.to)).map((edge) => edge.to));
  const ways = new Map(into.map((edge) => [`${edge.from}.${edge.port}`, { stepId: edge.from, port: edge.port }]));
  return {
    type: 'batch',
    commands: [
      { type: 'step.add', step: container },
      // Wires over the container's edge fall away with this and are drawn anew to and from the container.
      { type: 'step.reparent', ids: circle.map((step) => step.id), parent: id, positions },
      ...[...ways.values()].map((way): FlowCommand => ({ type: 'edge.add', edge: newEdge(way, id) })),
      ...[...onward].map((target): FlowCommand => ({ type: 'edge.add', edge: newEdge({ stepId: id, port: 'next' }, target) })),
    ],
  };
}

/** The steps on any way from `to` to `from`. */
function circleOf(graph: FlowGraph, from: StepId, to: StepId): readonly Step[] {
  const after = reached(to, (id) => graph.edges.flatMap((edge) => (edge.from === id ? [edge.to] : [])));
  const before = reached(from, (id) => graph.edges.flatMap((edge) => (edge.to === id ? [edge.from] : [])));
  return after.has(from) ? [...after].filter((id) => before.has(id)).flatMap((id) => graph.steps[id] ?? []) : [];
}

function reached(start: StepId, next: (id: StepId) => readonly StepId[]): ReadonlySet<StepId> {
  const found = new Set([start]);
  // A set visits what is added to it on the way.
  for (const id of found) for (const one of next(id)) found.add(one);
  return found;
}

/** A condition whose branch led back was the wish to go on until its other branch. */
function untilOf(step: Step | undefined, port: Port): RuleGroup {
  if (step?.kind === 'if' && port === 'false') return step.rule;
  if (step?.kind === 'if' && port === 'true') return { ...step.rule, not: !step.rule.not };
  return { combinator: 'and', rules: [{ field: '', operator: '=', value: '' }] };
}
