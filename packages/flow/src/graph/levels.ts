import { type FlowGraph, isContainer, type Step, type StepId } from './FlowGraph.ts';
import { stepOf, stepsById } from './stepOf.ts';

const byParent = new WeakMap<FlowGraph['steps'], ReadonlyMap<StepId | null, readonly Step[]>>();

/** The steps of one level by id: the body of a container, or the flow's own level (`null`). */
export function membersOf(graph: FlowGraph, level: StepId | null): readonly Step[] {
  const known = byParent.get(graph.steps) ?? groupByParent(graph);
  return known.get(level) ?? [];
}

/** The containers around a step, the nearest first. Ends where a document from elsewhere goes wrong: at a container that is gone, or in a circle. */
export function containersAround(graph: FlowGraph, id: StepId): readonly Step[] {
  const around: Step[] = [];
  let parent = stepOf(graph, id)?.parent;
  while (parent !== undefined) {
    const container = stepOf(graph, parent);
    if (!container || around.includes(container)) break;
    around.push(container);
    parent = container.parent;
  }
  return around;
}

/** All that a container holds, at any depth: what holds others comes before what it holds. */
export function stepsInside(graph: FlowGraph, id: StepId): readonly Step[] {
  const inside = new Set(membersOf(graph, id));
  // A set visits what is added to it on the way.
  for (const step of inside) for (const member of membersOf(graph, step.id)) if (member.id !== id) inside.add(member);
  return [...inside];
}

/** The step itself, or the container around it, that stands on that level; `null` when it stands outside of it. */
export function onLevel(graph: FlowGraph, id: StepId, level: StepId | undefined): Step | null {
  const step = stepOf(graph, id);
  return [...(step ? [step] : []), ...containersAround(graph, id)].find(({ parent }) => parent === level) ?? null;
}

/** Whether a step may stand on that level: inside a container that is there, and never inside itself. Triggers and error handlers stand on the flow's own level. */
export function mayStandIn(graph: FlowGraph, step: Step, level: StepId | undefined): boolean {
  if (level === undefined) return true;
  const container = stepOf(graph, level);
  if (!container || !isContainer(container) || step.kind === 'trigger' || step.kind === 'errorHandler') return false;
  return level !== step.id && containersAround(graph, level).every(({ id }) => id !== step.id);
}

function groupByParent(graph: FlowGraph): ReadonlyMap<StepId | null, readonly Step[]> {
  const levels = new Map<StepId | null, Step[]>();
  for (const step of stepsById(graph)) {
    const level = levels.get(step.parent ?? null);
    if (level) level.push(step);
    else levels.set(step.parent ?? null, [step]);
  }
  byParent.set(graph.steps, levels);
  return levels;
}
