import type { StepId } from '@noi/flow';
import { createContext, useContext } from 'react';

/** Which containers are folded away, and how to change that. A matter of the view: never saved, never undone. */
export interface Folding {
  readonly collapsed: ReadonlySet<StepId>;
  toggle(stepId: StepId): void;
}

export const FoldingContext = createContext<Folding>({ collapsed: new Set(), toggle: () => undefined });

export function useFolding(): Folding {
  return useContext(FoldingContext);
}
