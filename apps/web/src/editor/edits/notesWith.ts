import { containersAround, type FlowGraph, type StepId, stepOf } from '@noi/flow';
import { gridSize, placeOnCanvas, sizeOf } from './sizes.ts';

/** How far a note may lie beside several steps to be theirs. */
const beside = 3 * gridSize;

/** The notes that go along when these steps are copied: what lies on or between them, and, of several steps, right beside them. */
export function notesWith(graph: FlowGraph, ids: readonly StepId[]): readonly string[] {
  const steps = ids.flatMap((id) => stepOf(graph, id) ?? []).filter((step) => containersAround(graph, step.id).every(({ id }) => !ids.includes(id)));
  if (steps.length === 0) return [];
  const boxes = steps.map((step) => ({ ...placeOnCanvas(graph, step.id), ...sizeOf(graph, step) }));
  const room = steps.length > 1 ? beside : 0;
  const left = Math.min(...boxes.map(({ x }) => x)) - room;
  const top = Math.min(...boxes.map(({ y }) => y)) - room;
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + room;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + room;
  const isWhole = Object.values(graph.steps).every((step) => ids.includes(step.id) || containersAround(graph, step.id).some(({ id }) => ids.includes(id)));
  return Object.values(graph.notes ?? {}).flatMap(({ id, position: { x, y }, width, height }) =>
    isWhole || (x < right && x + width > left && y < bottom && y + height > top) ? [id] : [],
  );
}
