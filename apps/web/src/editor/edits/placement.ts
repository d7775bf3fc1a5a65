import { canConnect, type Edge, type FlowCommand, type FlowGraph, type Port, type Position, portsOf, type Step, type StepId } from '@noi/flow';

/** Size of a step card in the flow's own coordinates. */
export const cardWidth = 272;
export const cardHeight = 84;
export const gridSize = 16;
const rowGap = 64;
/** Room that one way out of many needs for its label. */
const portRoom = 88;
const columnGap = 40;

/** Cards grow with their branches, so that labels stay readable. */
export function cardWidthOf(step: Step): number {
  return step.kind === 'switch' || step.kind === 'split' ? Math.max(cardWidth, portsOf(step).length * portRoom) : cardWidth;
}

/** An open way out that the next step can hang on. */
export interface OpenPort {
  readonly stepId: StepId;
  readonly port: Port;
}

/** A new wire between two steps. */
export function newEdge(from: OpenPort, to: StepId): Edge {
  return { id: `e_${crypto.randomUUID().replace(/-/g, '').slice(0, 12)}`, from: from.stepId, port: from.port, to };
}

function isOpen(graph: FlowGraph, { stepId, port }: OpenPort): boolean {
  return !graph.edges.some((edge) => edge.from === stepId && edge.port === port);
}

/** The port that a step added by a click hangs on: the only open one of the chosen step, else of the flow. Error ports are never meant by a click. */
export function unambiguousPort(graph: FlowGraph, selected: readonly StepId[]): OpenPort | null {
  const steps = selected.length === 1 ? selected : Object.keys(graph.steps);
  const open = steps.flatMap((stepId) => {
    const step = graph.steps[stepId];
    if (!step) return [];
    return portsOf(step)
      .filter((port) => port !== 'error')
      .map((port) => ({ stepId, port }))
      .filter((one) => isOpen(graph, one));
  });
  const [only] = open;
  return open.length === 1 && only ? only : null;
}

/** A free place below the port's step; branches fan out in their order, the error port leans to the right. */
export function placeBelow(graph: FlowGraph, from: OpenPort): Position {
  const step = graph.steps[from.stepId];
  if (!step) return freePlace(graph, { x: 0, y: 0 });
  const ways = portsOf(step).filter((port) => port !== 'error');
  const lean = from.port === 'error' ? (cardWidth + columnGap) / 2 + 80 : (ways.indexOf(from.port) - (ways.length - 1) / 2) * (cardWidth + columnGap);
  return freePlace(graph, {
    x: step.position.x + (cardWidthOf(step) - cardWidth) / 2 + lean,
    y: step.position.y + cardHeight + rowGap,
  });
}

/** Below everything, in line with the lowest step. */
export function placeAtEnd(graph: FlowGraph): Position {
  const lowest = Object.values(graph.steps).reduce<Step | null>((low, step) => (low && low.position.y >= step.position.y ? low : step), null);
  if (!lowest) return { x: 0, y: 0 };
  return freePlace(graph, { x: lowest.position.x, y: lowest.position.y + cardHeight + rowGap });
}

/** The wanted place, or the next one to its right that covers no card. */
export function freePlace(graph: FlowGraph, wanted: Position): Position {
  const place = { x: snap(wanted.x), y: snap(wanted.y) };
  const covers = () =>
    Object.values(graph.steps).some(
      (step) =>
        step.position.x - place.x < cardWidth + 16 &&
        place.x - step.position.x < cardWidthOf(step) + 16 &&
        Math.abs(step.position.y - place.y) < cardHeight + 16,
    );
  while (covers()) place.x += cardWidth + columnGap;
  return place;
}

export function snap(value: number): number {
  return Math.round(value / gridSize) * gridSize;
}

/** Adds a step behind a port, when the wire is legal. */
export function addBehind(step: Step, from: OpenPort | null): FlowCommand {
  if (!from || step.kind === 'trigger') return { type: 'step.add', step };
  return {
    type: 'batch',
    commands: [
      { type: 'step.add', step },
      { type: 'edge.add', edge: newEdge(from, step.id) },
    ],
  };
}

/** Puts a step into a wire: what was below moves down to make room, and what followed now follows the new step. */
export function insertIntoEdge(graph: FlowGraph, step: Step, edge: Edge): FlowCommand {
  const [onward] = portsOf(step);
  const commands: FlowCommand[] = [
    { type: 'edge.remove', id: edge.id },
    { type: 'step.add', step },
    { type: 'edge.add', edge: newEdge({ stepId: edge.from, port: edge.port }, step.id) },
  ];
  if (onward) commands.push({ type: 'edge.add', edge: newEdge({ stepId: step.id, port: onward }, edge.to) });
  const room = step.position.y + cardHeight + rowGap - (graph.steps[edge.to]?.position.y ?? 0);
  if (room > 0) {
    const below = [...stepsFrom(graph, edge.to)].flatMap((id) => graph.steps[id] ?? []);
    commands.push({ type: 'step.move', moves: below.map(({ id, position }) => ({ id, position: { x: position.x, y: position.y + snap(room) } })) });
  }
  return { type: 'batch', commands };
}

function stepsFrom(graph: FlowGraph, start: StepId): Set<StepId> {
  const reached = new Set<StepId>([start]);
  for (const id of reached) for (const edge of graph.edges) if (edge.from === id) reached.add(edge.to);
  return reached;
}

/** Removes steps; a lone step between two wires is bridged, so that the flow stays in one piece. */
export function removeSelection(graph: FlowGraph, steps: readonly StepId[], edges: readonly string[]): FlowCommand | null {
  const gone = new Set(steps);
  const commands: FlowCommand[] = edges
    .filter((id) => graph.edges.some((edge) => edge.id === id && !gone.has(edge.from) && !gone.has(edge.to)))
    .map((id) => ({ type: 'edge.remove', id }));
  commands.push(...steps.map((id): FlowCommand => ({ type: 'step.remove', id })));

  const [only] = steps;
  if (steps.length === 1 && only) {
    const into = graph.edges.filter((edge) => edge.to === only);
    const out = graph.edges.filter((edge) => edge.from === only && edge.port === 'next');
    const [before] = into;
    const [after] = out;
    if (into.length === 1 && out.length === 1 && before && after)
      commands.push({ type: 'edge.add', edge: newEdge({ stepId: before.from, port: before.port }, after.to) });
  }
  return commands.length === 0 ? null : { type: 'batch', commands };
}

/** Copies of steps and of the wires between them, a little aside. */
export function duplicateSteps(graph: FlowGraph, steps: readonly StepId[], newId: (step: Step) => StepId): { command: FlowCommand; ids: StepId[] } | null {
  const copies = new Map<StepId, Step>();
  for (const id of steps) {
    const step = graph.steps[id];
    // A flow has one trigger; a second one could never be published.
    if (!step || step.kind === 'trigger') continue;
    copies.set(id, { ...step, id: newId(step), position: { x: step.position.x + cardWidth + columnGap, y: step.position.y } });
  }
  if (copies.size === 0) return null;
  const commands: FlowCommand[] = [...copies.values()].map((step) => ({ type: 'step.add', step }));
  for (const edge of graph.edges) {
    const from = copies.get(edge.from);
    const to = copies.get(edge.to);
    if (from && to) commands.push({ type: 'edge.add', edge: newEdge({ stepId: from.id, port: edge.port }, to.id) });
  }
  return { command: { type: 'batch', commands }, ids: [...copies.values()].map((step) => step.id) };
}

/** Why a wire may not be drawn; `null` when it may. */
export function refusal(graph: FlowGraph, wire: { from: StepId; port: Port; to: StepId }) {
  const answer = canConnect(graph, wire);
  return answer.ok ? null : answer.reason;
}
