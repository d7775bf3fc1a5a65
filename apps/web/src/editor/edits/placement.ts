import {
  canConnect,
  type Edge,
  type FlowCommand,
  type FlowGraph,
  membersOf,
  type Port,
  type Position,
  pointAtCopies,
  portsOf,
  type Step,
  type StepId,
  stepsInside,
} from '@noi/flow';
import { newMarkId } from './marks.ts';
import { notesWith } from './notesWith.ts';
import { bodySide, bodyTop, cardHeight, cardWidth, intoBody, type Size, sizeOf, snap } from './sizes.ts';

const rowGap = 64;
const columnGap = 40;
const card: Size = { width: cardWidth, height: cardHeight };

/** An open way out that the next step can hang on. */
export interface OpenPort {
  readonly stepId: StepId;
  readonly port: Port;
}

/** A new wire between two steps. */
export function newEdge(from: OpenPort, to: StepId): Edge {
  return { id: newEdgeId(), from: from.stepId, port: from.port, to };
}

/** An id that no other wire has. */
export function newEdgeId(): string {
  return `e_${crypto.randomUUID().replace(/-/g, '').slice(0, 12)}`;
}

function isOpen(graph: FlowGraph, { stepId, port }: OpenPort): boolean {
  return !graph.edges.some((edge) => edge.from === stepId && edge.port === port);
}

/** The port that a step added by a click hangs on: the only open one of the chosen step, else of the flow's own level. A click means the main way on, never an error. */
export function unambiguousPort(graph: FlowGraph, selected: readonly StepId[]): OpenPort | null {
  const steps = selected.length === 1 ? selected : membersOf(graph, null).map(({ id }) => id);
  const open = steps.flatMap((stepId) => {
    const step = graph.steps[stepId];
    if (!step) return [];
    const ports = portsOf(step);
    return (ports.includes('next') ? ['next'] : ports.filter((port) => port !== 'error')).map((port) => ({ stepId, port })).filter((one) => isOpen(graph, one));
  });
  const [only] = open;
  return open.length === 1 && only ? only : null;
}

/** A free place below the port's step, on its level; branches fan out in their order, the error port leans to the right. */
export function placeBelow(graph: FlowGraph, from: OpenPort, size: Size = card): Position {
  const step = graph.steps[from.stepId];
  if (!step) return freePlace(graph, { x: 0, y: 0 }, { size });
  const above = sizeOf(graph, step);
  const ways = portsOf(step).filter((port) => port !== 'error');
  const lean = from.port === 'error' ? (size.width + columnGap) / 2 + 80 : (ways.indexOf(from.port) - (ways.length - 1) / 2) * (size.width + columnGap);
  const wanted = { x: step.position.x + (above.width - size.width) / 2 + lean, y: step.position.y + above.height + rowGap };
  return freePlace(graph, wanted, { parent: step.parent, size });
}

/** Below everything, in line with the lowest step. */
export function placeAtEnd(graph: FlowGraph, size: Size = card): Position {
  const bottom = (step: Step) => step.position.y + sizeOf(graph, step).height;
  const lowest = membersOf(graph, null).reduce<Step | null>((low, step) => (low && bottom(low) >= bottom(step) ? low : step), null);
  return lowest ? freePlace(graph, { x: lowest.position.x, y: bottom(lowest) + rowGap }, { size }) : { x: 0, y: 0 };
}

/** The place of the first step of a body, or of its next branch: beside those that are there. */
export function placeInBody(graph: FlowGraph, parent: StepId, size: Size = card): Position {
  return freePlace(graph, { x: bodySide, y: bodyTop }, { parent, size });
}

/** The wanted place, or the next one to its right that covers no card of the same level. */
export function freePlace(
  graph: FlowGraph,
  wanted: Position,
  { parent, size = card }: { readonly parent?: StepId | undefined; readonly size?: Size } = {},
): Position {
  const inside = intoBody(wanted, parent);
  const place = { x: snap(inside.x), y: snap(inside.y) };
  const others = membersOf(graph, parent ?? null).map((step) => ({ ...step.position, ...sizeOf(graph, step) }));
  const covers = () =>
    others.some(
      ({ x, y, width, height }) => x - place.x < size.width + 16 && place.x - x < width + 16 && y - place.y < size.height + 16 && place.y - y < height + 16,
    );
  while (covers()) place.x += cardWidth + columnGap;
  return place;
}

/** Adds a step behind a port, when the wire is legal. */
export function addBehind(step: Step, from: OpenPort | null): FlowCommand {
  if (!from || step.kind === 'trigger' || step.kind === 'errorHandler') return { type: 'step.add', step };
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
  const room = step.position.y + sizeOf(graph, step).height + rowGap - (graph.steps[edge.to]?.position.y ?? 0);
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
  const gone = new Set([...steps, ...steps.flatMap((id) => stepsInside(graph, id).map((step) => step.id))]);
  const commands: FlowCommand[] = edges
    .filter((id) => graph.edges.some((edge) => edge.id === id && !gone.has(edge.from) && !gone.has(edge.to)))
    .map((id) => ({ type: 'edge.remove', id }));
  // A container takes what it holds with it.
  const taken = new Set(steps.flatMap((id) => stepsInside(graph, id).map((step) => step.id)));
  commands.push(...steps.filter((id) => !taken.has(id)).map((id): FlowCommand => ({ type: 'step.remove', id })));

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

/** Copies of steps, with all that they hold, of the wires between them, their groups and notes, a little aside. Data that one copy reads of another is that of the copy. */
export function duplicateSteps(graph: FlowGraph, steps: readonly StepId[], newId: (step: Step) => StepId): { command: FlowCommand; ids: StepId[] } | null {
  const inside = new Set(steps.flatMap((id) => stepsInside(graph, id).map((step) => step.id)));
  const outer = steps.filter((id) => !inside.has(id));
  const originals = [...outer, ...inside].flatMap((id) => graph.steps[id] ?? []);
  // A flow has one trigger and one error handler; a second one could never be published.
  const copied = originals.filter(({ kind }) => kind !== 'trigger' && kind !== 'errorHandler');
  const ids = new Map(copied.map((step) => [step.id, newId(step)]));
  if (ids.size === 0) return null;

  const commands: FlowCommand[] = copied.map((step) => {
    const copy = pointAtCopies(step, ids);
    const parent = step.parent === undefined ? undefined : (ids.get(step.parent) ?? step.parent);
    const position = outer.includes(step.id) ? freePlace(graph, aside(graph, step), { parent: step.parent, size: sizeOf(graph, step) }) : step.position;
    return { type: 'step.add', step: { ...copy, id: ids.get(step.id) ?? step.id, position, ...(parent === undefined ? {} : { parent }) } };
  });
  for (const edge of graph.edges) {
    const from = ids.get(edge.from);
    const to = ids.get(edge.to);
    if (from && to) commands.push({ type: 'edge.add', edge: newEdge({ stepId: from, port: edge.port }, to) });
  }
  commands.push(...copiedMarks(graph, { ids, commands, first: outer.find((id) => ids.has(id)) }));
  return { command: { type: 'batch', commands }, ids: outer.flatMap((id) => ids.get(id) ?? []) };
}

interface Copied {
  readonly ids: ReadonlyMap<StepId, StepId>;
  readonly commands: readonly FlowCommand[];
  /** Of the copied steps; how far it went is how far notes go. */
  readonly first: StepId | undefined;
}

/** Groups that were copied whole, and the notes that belong to the copied steps. */
function copiedMarks(graph: FlowGraph, { ids, commands, first }: Copied): FlowCommand[] {
  const [from, made] = [
    first === undefined ? undefined : graph.steps[first],
    commands.find((one) => one.type === 'step.add' && one.step.id === ids.get(first ?? '')),
  ];
  const by = from && made?.type === 'step.add' ? { x: made.step.position.x - from.position.x, y: made.step.position.y - from.position.y } : { x: 0, y: 0 };
  const groups = Object.values(graph.groups ?? {}).flatMap((group): FlowCommand[] => {
    const members = group.members.flatMap((id) => ids.get(id) ?? []);
    return members.length === group.members.length ? [{ type: 'group.add', group: { ...group, id: newMarkId('g'), members } }] : [];
  });
  const notes = notesWith(graph, [...ids.keys()]).flatMap((id): FlowCommand[] => {
    const note = graph.notes?.[id];
    return note ? [{ type: 'note.add', note: { ...note, id: newMarkId('n'), position: { x: note.position.x + by.x, y: note.position.y + by.y } } }] : [];
  });
  return [...groups, ...notes];
}

function aside(graph: FlowGraph, step: Step): Position {
  return { x: step.position.x + sizeOf(graph, step).width + columnGap, y: step.position.y };
}

/** Why a wire may not be drawn; `null` when it may. */
export function refusal(graph: FlowGraph, wire: { from: StepId; port: Port; to: StepId }) {
  const answer = canConnect(graph, wire);
  return answer.ok ? null : answer.reason;
}
