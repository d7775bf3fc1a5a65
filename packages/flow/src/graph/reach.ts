import type { Edge, FlowGraph, StepId } from './FlowGraph.ts';
import { stepsById } from './stepOf.ts';

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

/** Ids in reading order: each after all that lead to it, ties by id. Steps in a circle, and behind one, are left out. */
export function readingOrder(graph: FlowGraph): readonly StepId[] {
  const known = ordered.get(graph);
  if (known) return known;
  const order = sortByWires(graph);
  ordered.set(graph, order);
  return order;
}

function sortByWires(graph: FlowGraph): readonly StepId[] {
  const ids = stepsById(graph).map((step) => step.id);
  const waitsFor = new Map(ids.map((id) => [id, wiresTo(graph, id).filter((edge) => Object.hasOwn(graph.steps, edge.from)).length]));
  const order: StepId[] = [];
  let ready = ids.filter((id) => waitsFor.get(id) === 0);
  while (ready.length > 0) {
    order.push(...ready);
    const freed: StepId[] = [];
    for (const edge of ready.flatMap((id) => wiresFrom(graph, id))) {
      const left = (waitsFor.get(edge.to) ?? 0) - 1;
      waitsFor.set(edge.to, left);
      if (left === 0) freed.push(edge.to);
    }
    ready = freed.sort();
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
