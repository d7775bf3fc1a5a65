import { emptyGraph, type FlowGraph, type FlowPart, membersOf, type Position, type StepId } from '@noi/flow';
import { containerAt } from '../edits/containers.ts';
import { gridSize, intoBody, placeOnCanvas, type Size, sizeOf, snap } from '../edits/sizes.ts';

export interface PastePlace {
  readonly at: Position;
  readonly parent: StepId | undefined;
}

export interface PasteAim {
  /** The place of the canvas that the pointer is on, or the middle of what is seen. */
  readonly at: Position;
  readonly collapsed: ReadonlySet<StepId>;
}

/** Where a part goes: its middle under the pointer, in the container that is there, and never exactly onto cards that stand there already. */
export function pastePlace(graph: FlowGraph, part: FlowPart, { at, collapsed }: PasteAim): PastePlace {
  const parent = containerAt(graph, { at, collapsed });
  const origin = parent === undefined ? { x: 0, y: 0 } : placeOnCanvas(graph, parent);
  const { corner, width, height } = boundsOf(part);
  const place = intoBody({ x: snap(at.x - origin.x - width / 2), y: snap(at.y - origin.y - height / 2) }, parent);
  const offsets = outerSteps(part).map(({ position }) => ({ x: position.x - corner.x, y: position.y - corner.y }));
  const others = membersOf(graph, parent ?? null);
  const hides = ({ x, y }: Position) =>
    offsets.some((offset) => others.some(({ position }) => Math.abs(position.x - x - offset.x) < gridSize && Math.abs(position.y - y - offset.y) < gridSize));
  let free = place;
  while (hides(free)) free = { x: free.x + 2 * gridSize, y: free.y + 2 * gridSize };
  return { at: free, parent };
}

function outerSteps(part: FlowPart) {
  return Object.values(part.steps).filter(({ parent }) => parent === undefined);
}

function boundsOf(part: FlowPart): Size & { readonly corner: Position } {
  const drawn: FlowGraph = { ...emptyGraph(), ...part };
  const boxes = outerSteps(part).map((step) => ({ ...step.position, ...sizeOf(drawn, step) }));
  if (boxes.length === 0) return { corner: { x: 0, y: 0 }, width: 0, height: 0 };
  const corner = { x: Math.min(...boxes.map(({ x }) => x)), y: Math.min(...boxes.map(({ y }) => y)) };
  return {
    corner,
    width: Math.max(...boxes.map(({ x, width }) => x + width)) - corner.x,
    height: Math.max(...boxes.map(({ y, height }) => y + height)) - corner.y,
  };
}
