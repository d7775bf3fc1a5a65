import { type Edge, type FlowGraph, isContainer, type Step, type StepId } from './FlowGraph.ts';
import { membersOf } from './levels.ts';

interface Wires {
  readonly from: ReadonlyMap<StepId, readonly Edge[]>;
  readonly to: ReadonlyMap<StepId, readonly Edge[]>;
}

// Graphs never change in place, so the wires of one list are indexed once.
const indexed = new WeakMap<FlowGraph['edges'], Wires>();
const ordered = new WeakMap<FlowGraph, readonly StepId[]>();

/** Wires out of a step. */
export function wiresFrom(graph: FlowGraph, id: StepId): readonly Edge[] {
  return wiresOf(graph).from.get(id) ?? [];
}

/** Wires into a step. */
export function wiresTo(graph: FlowGraph, id: StepId): readonly Edge[] {
  return wiresOf(graph).to.get(id) ?? [];
}

/** All that can be reached from `start` along wires, `start` itself included. `passes` leaves wires out. */
export function reachableFrom(graph: FlowGraph, start: StepId, passes: (edge: Edge) => boolean = () => true): ReadonlySet<StepId> {
  const found = new Set([start]);
  for (const id of found) for (const edge of wiresFrom(graph, id)) if (passes(edge)) found.add(edge.to);
  return found;
}

/** Steps that come before `stepId` on some path, itself left out (unless it is in a circle). */
export function upstreamOf(graph: FlowGraph, stepId: StepId): ReadonlySet<StepId> {
  const found = new Set(wiresTo(graph, stepId).map((edge) => edge.from));
  // A set visits what is added to it on the way.
  for (const id of found) for (const edge of wiresTo(graph, id)) found.add(edge.from);
  return found;
}

/** The steps that run when a run fails: the error handlers and all that they lead to. */
export function handlerPart(graph: FlowGraph): ReadonlySet<StepId> {
  return new Set(membersOf(graph, null).flatMap(({ id, kind }) => (kind === 'errorHandler' ? [...reachableFrom(graph, id)] : [])));
}

/**
 * Ids in reading order: each after all that lead to it, ties by id; a container's body directly after the container, and the error handler's part last.
 * Steps in a circle, behind one, or in a container that is gone are left out.
 */
export function readingOrder(graph: FlowGraph): readonly StepId[] {
  const known = ordered.get(graph);
  if (known) return known;
  const order = levelOrder(graph, null);
  ordered.set(graph, order);
  return order;
}

function levelOrder(graph: FlowGraph, level: StepId | null): readonly StepId[] {
  const sorted = sortByWires(graph, membersOf(graph, level));
  const handled = handlerPart(graph);
  const inParts = handled.size === 0 ? sorted : [...sorted.filter(({ id }) => !handled.has(id)), ...sorted.filter(({ id }) => handled.has(id))];
  return inParts.flatMap((step) => (isContainer(step) ? [step.id, ...levelOrder(graph, step.id)] : [step.id]));
}

function sortByWires(graph: FlowGraph, members: readonly Step[]): readonly Step[] {
  const byId = new Map(members.map((step) => [step.id, step]));
  const waitsFor = new Map(members.map(({ id }) => [id, wiresTo(graph, id).filter(({ from }) => byId.has(from)).length]));
  const order: Step[] = [];
  let ready = members.filter(({ id }) => waitsFor.get(id) === 0);
  while (ready.length > 0) {
    order.push(...ready);
    const freed: Step[] = [];
    for (const { to } of ready.flatMap(({ id }) => wiresFrom(graph, id))) {
      const left = (waitsFor.get(to) ?? 0) - 1;
      waitsFor.set(to, left);
      const step = byId.get(to);
      if (left === 0 && step) freed.push(step);
    }
    ready = freed.sort((left, right) => (left.id < right.id ? -1 : 1));
  }
  return order;
}

function wiresOf(graph: FlowGraph): Wires {
  const known = indexed.get(graph.edges);
  if (known) return known;
  const from = new Map<StepId, Edge[]>();
  const to = new Map<StepId, Edge[]>();
  for (const edge of graph.edges) {
    append(from, edge.from, edge);
    append(to, edge.to, edge);
  }
  indexed.set(graph.edges, { from, to });
  return { from, to };
}

function append(wires: Map<StepId, Edge[]>, id: StepId, edge: Edge): void {
  const known = wires.get(id);
  if (known) known.push(edge);
  else wires.set(id, [edge]);
}
