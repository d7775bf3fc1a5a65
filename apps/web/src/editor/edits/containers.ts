import { applyCommand, containersAround, type FlowCommand, type FlowGraph, isContainer, membersOf, type Position, type Step, type StepId } from '@noi/flow';
import { intoBody, placeOnCanvas, sizeOf, snap } from './sizes.ts';

const rowGap = 64;

export interface ContainerQuestion {
  readonly at: Position;
  readonly collapsed: ReadonlySet<StepId>;
  /** Steps that are being dragged: nothing lands in them, nor in what they hold. */
  readonly dragged?: readonly StepId[];
}

/** The innermost open container at a place of the canvas; `undefined` on the flow's own level. */
export function containerAt(graph: FlowGraph, { at, collapsed, dragged = [] }: ContainerQuestion): StepId | undefined {
  let level: StepId | undefined;
  let inner = at;
  for (;;) {
    const hit = membersOf(graph, level ?? null).find((step) => {
      if (!isContainer(step) || collapsed.has(step.id) || dragged.includes(step.id)) return false;
      const { width, height } = sizeOf(graph, step, collapsed);
      const [x, y] = [inner.x - step.position.x, inner.y - step.position.y];
      return x >= 0 && y >= 0 && x <= width && y <= height;
    });
    if (!hit) return level;
    level = hit.id;
    inner = { x: inner.x - hit.position.x, y: inner.y - hit.position.y };
  }
}

export interface Drop {
  /** Steps and where they were let go, each counted from its present container. */
  readonly moves: readonly { readonly id: StepId; readonly position: Position }[];
  /** The container that they were let go in. */
  readonly parent: StepId | undefined;
}

/** What a drag that has ended changes: places, and the container of those that were brought into another one. `null` when nothing moved. */
export function dropSteps(graph: FlowGraph, { moves, parent }: Drop): FlowCommand | null {
  const origin = parent === undefined ? { x: 0, y: 0 } : placeOnCanvas(graph, parent);
  const stays: { id: StepId; position: Position }[] = [];
  const changes: { id: StepId; position: Position }[] = [];
  for (const { id, position } of moves) {
    const step = graph.steps[id];
    if (!step) continue;
    if (step.parent === parent) {
      const place = intoBody(position, parent);
      if (place.x !== step.position.x || place.y !== step.position.y) stays.push({ id, position: place });
      continue;
    }
    const former = step.parent === undefined ? { x: 0, y: 0 } : placeOnCanvas(graph, step.parent);
    const place = { x: snap(position.x + former.x - origin.x), y: snap(position.y + former.y - origin.y) };
    changes.push({ id, position: clearPlace(graph, step, { position: intoBody(place, parent), parent }) });
  }
  const commands: FlowCommand[] = [];
  if (stays.length > 0) commands.push({ type: 'step.move', moves: stays });
  if (changes.length > 0) commands.push({ type: 'step.reparent', ids: changes.map(({ id }) => id), parent: parent ?? null, positions: changes });
  const [only] = commands;
  return only ? (commands.length === 1 ? only : { type: 'batch', commands }) : null;
}

/** The place, or the next one below it where a step that comes to another level covers no card there. */
function clearPlace(graph: FlowGraph, step: Step, { position, parent }: { position: Position; parent: StepId | undefined }): Position {
  const { width, height } = sizeOf(graph, step);
  const others = membersOf(graph, parent ?? null)
    .map((other) => ({ ...other.position, ...sizeOf(graph, other) }))
    .sort((left, right) => left.y - right.y);
  // From top to bottom: what has been passed below once cannot be met again.
  return others.reduce(
    (at, other) =>
      at.x < other.x + other.width && other.x < at.x + width && at.y < other.y + other.height && other.y < at.y + height
        ? { x: at.x, y: snap(other.y + other.height + rowGap) }
        : at,
    position,
  );
}

/** The same change with room made for containers that it lets grow: what stands below one, or right of it, moves aside. One step of undo. */
export function withRoom(graph: FlowGraph, command: FlowCommand): FlowCommand {
  let after = applyCommand(graph, command);
  const containers = Object.values(graph.steps).filter(isContainer);
  const deepestFirst = containers.sort((left, right) => containersAround(graph, right.id).length - containersAround(graph, left.id).length);
  const moves = new Map<StepId, Position>();
  for (const { id } of deepestFirst) {
    const [former, container] = [graph.steps[id], after.steps[id]];
    if (!former || !container) continue;
    const pushed = pushedAside(after, { container: id, former: sizeOf(graph, former) });
    if (pushed.length === 0) continue;
    for (const move of pushed) moves.set(move.id, move.position);
    after = applyCommand(after, { type: 'step.move', moves: pushed });
  }
  if (moves.size === 0) return command;
  return { type: 'batch', commands: [command, { type: 'step.move', moves: [...moves].map(([id, position]) => ({ id, position })) }] };
}

function pushedAside(graph: FlowGraph, { container, former }: { container: StepId; former: { width: number; height: number } }) {
  const grown = graph.steps[container];
  if (!grown) return [];
  const size = sizeOf(graph, grown);
  const { x, y } = grown.position;
  const others = membersOf(graph, grown.parent ?? null).filter(({ id }) => id !== container);
  const below = others.filter((step) => step.position.y >= y + former.height);
  const beside = others.filter(
    (step) =>
      !below.includes(step) && step.position.x >= x + former.width && step.position.y < y + size.height && step.position.y + sizeOf(graph, step).height > y,
  );
  const under = below.filter((step) => step.position.x < x + size.width && step.position.x + sizeOf(graph, step).width > x);
  const down = missing(
    under.map((step) => step.position.y - y),
    { edge: size.height, gap: rowGap, grewBy: size.height - former.height },
  );
  const right = missing(
    beside.map((step) => step.position.x - x),
    { edge: size.width, gap: rowGap / 2, grewBy: size.width - former.width },
  );
  return [
    ...(down > 0 ? below : []).map(({ id, position }) => ({ id, position: { x: position.x, y: position.y + down } })),
    ...(right > 0 ? beside : []).map(({ id, position }) => ({ id, position: { x: position.x + right, y: position.y } })),
  ];
}

/** How far neighbours must move so that the nearest keeps its distance from an edge that has moved. */
function missing(starts: readonly number[], { edge, gap, grewBy }: { edge: number; gap: number; grewBy: number }): number {
  if (grewBy <= 0 || starts.length === 0) return 0;
  return Math.min(snap(grewBy + gap), Math.max(0, snap(edge + gap - Math.min(...starts))));
}
