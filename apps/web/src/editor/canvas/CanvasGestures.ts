import type { StepId } from '@noi/flow';
import { createContext, useContext } from 'react';
import type { AddingStep } from '../store/EditorState.ts';

/** What cards and wires can ask of an editable canvas. Absent on a read-only one. */
export interface CanvasGestures {
  startAdding(adding: AddingStep): void;
  removeEdge(id: string): void;
  /** While steps are dragged: whether they would land in this container. A hook, so that only cards whose answer changes draw again. */
  useIsDropTarget(stepId: StepId): boolean;
}

export const CanvasGesturesContext = createContext<CanvasGestures | null>(null);

export function useCanvasGestures(): CanvasGestures | null {
  return useContext(CanvasGesturesContext);
}
