import { containersAround, type FlowGraph, isContainer, membersOf, type Position, portsOf, type Step, type StepId } from '@noi/flow';

/** Size of a step card in the flow's own coordinates. */
export const cardWidth = 272;
export const cardHeight = 84;
export const gridSize = 16;

/** Room that one way out of many needs for its label. */
const portRoom = 104;

/** Room of a container around its body: beside it, from the upper edge (the head lies there), and below for ports and their `+`. */
export const bodySide = 32;
export const bodyTop = 112;
const bodyFoot = 80;
const emptyBody = 64;

export interface Size {
  readonly width: number;
  readonly height: number;
}

const noneCollapsed: ReadonlySet<StepId> = new Set();
const known = new WeakMap<FlowGraph['steps'], { collapsed: ReadonlySet<StepId>; sizes: Map<StepId, Size> }>();

/** How large a step is drawn. A container is as large as its body asks for; that is never saved. */
export function sizeOf(graph: FlowGraph, step: Step, collapsed: ReadonlySet<StepId> = noneCollapsed): Size {
  if (!isContainer(step) || collapsed.has(step.id)) return { width: cardWidthOf(step), height: cardHeight };
  let remembered = known.get(graph.steps);
  if (remembered?.collapsed !== collapsed) {
    remembered = { collapsed, sizes: new Map() };
    known.set(graph.steps, remembered);
  }
  const found = remembered.sizes.get(step.id);
  if (found) return found;
  // A document from elsewhere may hold itself; it must not be measured for ever.
  remembered.sizes.set(step.id, { width: cardWidth, height: cardHeight });
  const members = membersOf(graph, step.id).map((member) => ({ ...member.position, ...sizeOf(graph, member, collapsed) }));
  const size = {
    width: Math.max(cardWidthOf(step) + 2 * bodySide, ...members.map(({ x, width }) => x + width + bodySide)),
    height: Math.max(bodyTop + emptyBody + bodySide, ...members.map(({ y, height }) => y + height + bodyFoot)),
  };
  remembered.sizes.set(step.id, size);
  return size;
}

/** How wide a card is; it grows with its branches, so that labels stay readable. */
function cardWidthOf(step: Step): number {
  return Math.max(cardWidth, portsOf(step).length * portRoom);
}

/** Where a step lies on the whole canvas. In the document a step in a container counts from the container's upper left corner. */
export function placeOnCanvas(graph: FlowGraph, id: StepId): Position {
  const chain = [...(graph.steps[id] ? [graph.steps[id]] : []), ...containersAround(graph, id)];
  return { x: chain.reduce((sum, { position }) => sum + position.x, 0), y: chain.reduce((sum, { position }) => sum + position.y, 0) };
}

/** The nearest place inside a container's body; on the flow's own level every place is good. */
export function intoBody(position: Position, parent: StepId | undefined): Position {
  return parent === undefined ? position : { x: Math.max(bodySide, position.x), y: Math.max(bodyTop, position.y) };
}

export function snap(value: number): number {
  return Math.round(value / gridSize) * gridSize;
}
