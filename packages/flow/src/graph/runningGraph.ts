import type { Edge, FlowGraph, Port, Step, StepId } from './FlowGraph.ts';
import { containersAround } from './levels.ts';
import { portsOf } from './ports.ts';
import { wiresFrom, wiresTo } from './reach.ts';
import { stepOf, stepsById } from './stepOf.ts';

const known = new WeakMap<FlowGraph, FlowGraph>();

/**
 * The flow as it runs: without the steps that are switched off, what they hold, and what only their other ways out lead to. What comes into such a step
 * goes on where `portPast` leads. The graph itself where every step is on, so that nothing about it changes.
 */
export function runningGraph(graph: FlowGraph): FlowGraph {
  const made = known.get(graph) ?? (Object.values(graph.steps).some(({ disabled }) => disabled) ? withoutDisabled(graph) : graph);
  known.set(graph, made);
  return made;
}

/**
 * The way out that runs take past a step that is switched off: a condition lets everything through, an approval counts as given, of a switch no case
 * fits, a split gives all to its first branch. `null` where nothing follows: a start that is off starts nothing, and behind a stop there is nothing.
 */
export function portPast(step: Step): Port | null {
  if (step.kind === 'trigger' || step.kind === 'errorHandler') return null;
  if (step.kind === 'switch') return 'otherwise';
  return portsOf(step)[0] ?? null;
}

function withoutDisabled(graph: FlowGraph): FlowGraph {
  const all = stepsById(graph);
  const isOff = ({ id, disabled }: Step) => disabled === true || containersAround(graph, id).some((container) => container.disabled);
  const off = new Set(all.flatMap((step) => (isOff(step) ? [step.id] : [])));
  const wired = walked(graph, () => true);
  const walkedOn = walked(graph, (edge) => !off.has(edge.from) || isPast(graph, edge));
  const isGone = ({ id }: Step) => off.has(id) || (wired.has(id) && !walkedOn.has(id));
  const gone = new Set(all.flatMap((step) => (isGone(step) || containersAround(graph, step.id).some(isGone) ? [step.id] : [])));

  const kept = graph.edges.filter(({ from, to }) => !gone.has(from) && !gone.has(to));
  const drawn = new Set(kept.map(nameOf));
  const past = new Map(
    graph.edges
      .filter(({ from, to }) => !gone.has(from) && off.has(to))
      .flatMap(({ from, port, to }) => landingsPast(graph, to, off).map((landing) => ({ from, port, to: landing })))
      .filter((wire) => !gone.has(wire.to) && !drawn.has(nameOf(wire)))
      // Named by what they join, so that a plan does not hang on the order in which wires were drawn.
      .map((wire) => [nameOf(wire), { id: `${wire.from}.${wire.port}>${wire.to}`, ...wire }]),
  );
  return { ...graph, steps: Object.fromEntries(Object.entries(graph.steps).filter(([key]) => !gone.has(key))), edges: [...kept, ...past.values()] };
}

/** The steps that can be reached from where the document begins: on each level from all that nothing leads to. */
function walked(graph: FlowGraph, goesBy: (edge: Edge) => boolean): ReadonlySet<StepId> {
  const found = new Set(stepsById(graph).flatMap(({ id }) => (wiresTo(graph, id).length === 0 ? [id] : [])));
  // A set visits what is added to it on the way.
  for (const id of found) for (const edge of wiresFrom(graph, id)) if (goesBy(edge)) found.add(edge.to);
  return found;
}

/** Where what comes into a step that is off goes on: at the first steps behind it that are on. */
function landingsPast(graph: FlowGraph, id: StepId, off: ReadonlySet<StepId>): readonly StepId[] {
  const passed = new Set([id]);
  const landings = new Set<StepId>();
  for (const at of passed) {
    for (const edge of wiresFrom(graph, at)) if (isPast(graph, edge)) (off.has(edge.to) ? passed : landings).add(edge.to);
  }
  return [...landings];
}

function isPast(graph: FlowGraph, { from, port }: Edge): boolean {
  const step = stepOf(graph, from);
  return step !== undefined && portPast(step) === port;
}

function nameOf({ from, port, to }: Omit<Edge, 'id'>): string {
  return `${from} ${port} ${to}`;
}
