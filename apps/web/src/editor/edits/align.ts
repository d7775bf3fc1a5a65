import { containersAround, type FlowCommand, type FlowGraph, type Position, type Step, type StepId } from '@noi/flow';
import { intoBody, type Size, sizeOf } from './sizes.ts';

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';
export type Direction = 'across' | 'down';

type Box = Size & Position & { readonly step: Step };

/** The chosen steps with one edge, or their middles, in line; steps of each container by themselves. `null` when nothing moves. */
export function alignSteps(graph: FlowGraph, ids: readonly StepId[], alignment: Alignment): FlowCommand | null {
  return moving(graph, ids, (boxes) => {
    const left = Math.min(...boxes.map(({ x }) => x));
    const right = Math.max(...boxes.map(({ x, width }) => x + width));
    const top = Math.min(...boxes.map(({ y }) => y));
    const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
    const placeOf: Readonly<Record<Alignment, (box: Box) => Position>> = {
      left: ({ y }) => ({ x: left, y }),
      centre: ({ y, width }) => ({ x: Math.round((left + right - width) / 2), y }),
      right: ({ y, width }) => ({ x: right - width, y }),
      top: ({ x }) => ({ x, y: top }),
      middle: ({ x, height }) => ({ x, y: Math.round((top + bottom - height) / 2) }),
      bottom: ({ x, height }) => ({ x, y: bottom - height }),
    };
    return boxes.map(placeOf[alignment]);
  });
}

/** The chosen steps with equal gaps between them, the first and the last where they are; three or more of a level. `null` when nothing moves. */
export function distributeSteps(graph: FlowGraph, ids: readonly StepId[], direction: Direction): FlowCommand | null {
  const startOf = (box: Box) => (direction === 'across' ? box.x : box.y);
  const lengthOf = (box: Box) => (direction === 'across' ? box.width : box.height);
  return moving(graph, ids, (boxes) => {
    if (boxes.length < 3) return boxes;
    const sorted = [...boxes].sort((one, other) => startOf(one) - startOf(other));
    const [first] = sorted;
    const last = sorted.at(-1);
    if (!first || !last) return boxes;
    const taken = sorted.reduce((sum, box) => sum + lengthOf(box), 0);
    const gap = (startOf(last) + lengthOf(last) - startOf(first) - taken) / (sorted.length - 1);
    const starts = new Map<Box, number>();
    let at = startOf(first);
    for (const box of sorted) {
      starts.set(box, Math.round(at));
      at += lengthOf(box) + gap;
    }
    return boxes.map((box) => {
      const start = starts.get(box) ?? startOf(box);
      return direction === 'across' ? { x: start, y: box.y } : { x: box.x, y: start };
    });
  });
}

/** Moves the boxes of each level to where `place` wants them. What stands in a chosen container moves with it and is left out. */
function moving(graph: FlowGraph, ids: readonly StepId[], place: (boxes: readonly Box[]) => readonly Position[]): FlowCommand | null {
  const chosen = new Set(ids);
  const steps = ids.flatMap((id) => graph.steps[id] ?? []).filter(({ id }) => containersAround(graph, id).every((around) => !chosen.has(around.id)));
  const moves = [...new Set(steps.map(({ parent }) => parent))].flatMap((level) => {
    const boxes = steps.filter(({ parent }) => parent === level).map((step): Box => ({ step, ...step.position, ...sizeOf(graph, step) }));
    const places = place(boxes);
    return boxes.flatMap(({ step, x, y }, index) => {
      const { x: toX, y: toY } = intoBody({ x: places[index]?.x ?? x, y: places[index]?.y ?? y }, level);
      return toX === x && toY === y ? [] : [{ id: step.id, position: { x: toX, y: toY } }];
    });
  });
  return moves.length === 0 ? null : { type: 'step.move', moves };
}
