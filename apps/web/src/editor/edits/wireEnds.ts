import { canConnect, type FlowGraph, type Port, portsOf, type StepId } from '@noi/flow';
import type { OpenPort } from './placement.ts';

/** The end of a wire that is held fast while the other one is drawn about. */
export type HeldEnd = { readonly from: OpenPort } | { readonly to: StepId };

// A wire is drawn over many moves of the pointer, each of which every card asks about.
const known = new WeakMap<FlowGraph, { readonly key: string; readonly ends: ReadonlySet<StepId> }>();

/** The steps that the loose end of a wire may be let go at. */
export function legalEnds(graph: FlowGraph, held: HeldEnd): ReadonlySet<StepId> {
  const key = 'from' in held ? `${held.from.stepId}.${held.from.port}>` : `>${held.to}`;
  const remembered = known.get(graph);
  if (remembered?.key === key) return remembered.ends;
  const ids = Object.keys(graph.steps);
  const ends = new Set(
    'from' in held
      ? ids.filter((id) => canConnect(graph, { from: held.from.stepId, port: held.from.port, to: id }).ok)
      : ids.filter((id) => portsTo(graph, id, held.to).length > 0),
  );
  known.set(graph, { key, ends });
  return ends;
}

/** The ways out of a step that may lead to another. */
export function portsTo(graph: FlowGraph, from: StepId, to: StepId): readonly Port[] {
  const step = graph.steps[from];
  return step ? portsOf(step).filter((port) => canConnect(graph, { from, port, to }).ok) : [];
}

const without = new WeakMap<FlowGraph, { readonly id: string; readonly graph: FlowGraph }>();

/** The flow as it is while one of its wires is led elsewhere: without that wire. */
export function withoutWire(graph: FlowGraph, id: string | null): FlowGraph {
  if (id === null) return graph;
  const remembered = without.get(graph);
  if (remembered?.id === id) return remembered.graph;
  const rest = { ...graph, edges: graph.edges.filter((edge) => edge.id !== id) };
  without.set(graph, { id, graph: rest });
  return rest;
}
