import { canConnect, type Edge, type FlowCommand, type FlowGraph, type Port, portsOf, type Step, type StepId } from '@noi/flow';
import { newEdge } from '../edits/placement.ts';
import { sizeOf, snap } from '../edits/sizes.ts';

/** Lets a step change places with the one before (`-1`) or behind it (`1`) in its chain, wires and places on the canvas, as one step of undo. `null` at the ends of the chain. */
export function moveStep(graph: FlowGraph, id: StepId, by: -1 | 1): FlowCommand | null {
  const link = by === 1 ? linkFrom(graph, id) : linkTo(graph, id);
  return link && swap(graph, link);
}

/** Two steps of which the second alone follows the first. */
interface Link {
  readonly upper: Step;
  readonly lower: Step;
  readonly edge: Edge;
}

function linkFrom(graph: FlowGraph, id: StepId): Link | null {
  const [edge, ...others] = graph.edges.filter(({ from, port }) => from === id && port === 'next');
  return edge && others.length === 0 ? linkOf(graph, edge) : null;
}

function linkTo(graph: FlowGraph, id: StepId): Link | null {
  const [edge, ...others] = graph.edges.filter(({ to }) => to === id);
  return edge && others.length === 0 && linkFrom(graph, edge.from) ? linkOf(graph, edge) : null;
}

function linkOf(graph: FlowGraph, edge: Edge): Link | null {
  const [upper, lower] = [graph.steps[edge.from], graph.steps[edge.to]];
  if (!upper || !lower || upper.kind === 'trigger' || upper.kind === 'errorHandler') return null;
  // A step that branches or ends has no one way on that the other could hang on.
  if (edge.port !== 'next' || !portsOf(lower).includes('next')) return null;
  return graph.edges.filter(({ to }) => to === lower.id).length === 1 ? { upper, lower, edge } : null;
}

function swap(graph: FlowGraph, { upper, lower, edge }: Link): FlowCommand {
  const into = graph.edges.filter(({ to }) => to === upper.id);
  const out = graph.edges.filter(({ from, port }) => from === lower.id && port === 'next');
  const add = (stepId: StepId, port: Port, to: StepId): FlowCommand => ({ type: 'edge.add', edge: newEdge({ stepId, port }, to) });
  return {
    type: 'batch',
    commands: [
      ...[...into, edge, ...out].map(({ id }): FlowCommand => ({ type: 'edge.remove', id })),
      ...into.map(({ from, port }) => add(from, port, lower.id)),
      add(lower.id, 'next', upper.id),
      ...out.map(({ to }) => add(upper.id, 'next', to)),
      { type: 'step.move', moves: swappedPlaces(graph, upper, lower) },
    ],
  };
}

/** Each in the other's column, the gap between the two kept. */
function swappedPlaces(graph: FlowGraph, upper: Step, lower: Step) {
  const [above, below] = [sizeOf(graph, upper), sizeOf(graph, lower)];
  const gap = lower.position.y - upper.position.y - above.height;
  return [
    { id: lower.id, position: { x: snap(upper.position.x + (above.width - below.width) / 2), y: upper.position.y } },
    { id: upper.id, position: { x: snap(lower.position.x + (below.width - above.width) / 2), y: snap(upper.position.y + below.height + gap) } },
  ];
}

export interface WireStart {
  readonly from: StepId;
  readonly port: Port;
  /** The wire that is to lead elsewhere; without it another wire is added. */
  readonly instead?: Edge | undefined;
}

/** The steps that a way out may lead to. */
export function legalTargets(graph: FlowGraph, { from, port, instead }: WireStart): readonly Step[] {
  const rest = instead ? { ...graph, edges: graph.edges.filter(({ id }) => id !== instead.id) } : graph;
  return Object.values(graph.steps).filter(({ id }) => id !== instead?.to && canConnect(rest, { from, port, to: id }).ok);
}

/** Draws the wire; a wire that leads elsewhere from now on is one step of undo. */
export function connect({ from, port, instead }: WireStart, to: StepId): FlowCommand {
  const added: FlowCommand = { type: 'edge.add', edge: newEdge({ stepId: from, port }, to) };
  return instead ? { type: 'batch', commands: [{ type: 'edge.remove', id: instead.id }, added] } : added;
}
