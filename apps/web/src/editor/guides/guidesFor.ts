import { type FlowGraph, membersOf, type Position, type StepId } from '@noi/flow';
import { placeOnCanvas, type Size, sizeOf } from '../edits/sizes.ts';

/** A line that shows what a dragged card is in line with, on the canvas: vertical at `x` or horizontal at `y`, between two ends. */
export type Guide = { readonly x: number; readonly from: number; readonly to: number } | { readonly y: number; readonly from: number; readonly to: number };

export interface Guided {
  /** How far the dragged cards jump to be in line. */
  readonly by: Position;
  readonly guides: readonly Guide[];
}

type Box = Size & Position;
/** Closer than that a card jumps into line, in the flow's pixels. */
const reach = 7;
const free: Guided = { by: { x: 0, y: 0 }, guides: [] };

/** What cards that are dragged to these places come into line with: edges and middles of the other cards of their level. */
export function guidesFor(graph: FlowGraph, dragged: readonly { readonly id: StepId; readonly position: Position }[]): Guided {
  const steps = dragged.flatMap(({ id, position }) => (graph.steps[id] ? [{ step: graph.steps[id], position }] : []));
  const level = steps[0]?.step.parent;
  if (steps.length === 0 || steps.some(({ step }) => step.parent !== level)) return free;
  const held = new Set(steps.map(({ step }) => step.id));
  const box = around(steps.map(({ step, position }) => ({ ...position, ...sizeOf(graph, step) })));
  const others = membersOf(graph, level ?? null)
    .filter(({ id }) => !held.has(id))
    .map((step): Box => ({ ...step.position, ...sizeOf(graph, step) }));

  const across = nearest(box, others, { start: 'x', length: 'width' });
  const down = nearest(box, others, { start: 'y', length: 'height' });
  const by = { x: across?.by ?? 0, y: down?.by ?? 0 };
  const landed = { ...box, x: box.x + by.x, y: box.y + by.y };
  const origin = level === undefined ? { x: 0, y: 0 } : placeOnCanvas(graph, level);
  const guides: Guide[] = [];
  if (across) {
    const span = around([landed, across.other]);
    guides.push({ x: origin.x + across.line, from: origin.y + span.y, to: origin.y + span.y + span.height });
  }
  if (down) {
    const span = around([landed, down.other]);
    guides.push({ y: origin.y + down.line, from: origin.x + span.x, to: origin.x + span.x + span.width });
  }
  return { by, guides };
}

interface Axis {
  readonly start: 'x' | 'y';
  readonly length: 'width' | 'height';
}

/** The shortest jump that puts an edge or the middle of the box on the same of another one; of equal jumps, to the nearest card. */
function nearest(box: Box, others: readonly Box[], { start, length }: Axis) {
  const cross = start === 'x' ? 'y' : 'x';
  let best: { by: number; line: number; other: Box; distance: number } | null = null;
  for (const other of others) {
    for (const share of [0, 0.5, 1]) {
      const line = other[start] + share * other[length];
      const by = line - (box[start] + share * box[length]);
      const distance = Math.abs(other[cross] - box[cross]);
      if (Math.abs(by) > reach) continue;
      if (!best || Math.abs(by) < Math.abs(best.by) || (Math.abs(by) === Math.abs(best.by) && distance < best.distance)) best = { by, line, other, distance };
    }
  }
  return best;
}

function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return { x, y, width: Math.max(...boxes.map((box) => box.x + box.width)) - x, height: Math.max(...boxes.map((box) => box.y + box.height)) - y };
}
