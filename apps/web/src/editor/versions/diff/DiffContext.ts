import type { StepId } from '@noi/flow';
import { createContext, useContext } from 'react';

/** What became of a step or a wire from one form of a flow to another. */
export type DiffKind = 'added' | 'removed' | 'changed' | 'same';

/** By step id and by wire id, of the drawing that holds both forms. */
export interface DiffMarks {
  readonly steps: ReadonlyMap<StepId, DiffKind>;
  readonly wires: ReadonlyMap<string, DiffKind>;
}

export const DiffContext = createContext<DiffMarks | null>(null);

/** Null where nothing is compared. */
export function useDiff(): DiffMarks | null {
  return useContext(DiffContext);
}
