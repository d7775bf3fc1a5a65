import type { Group, Position } from '@noi/flow';
import { createContext, useContext } from 'react';

/** Which containers and groups are folded away, and how to change that. A matter of the view: never saved, never undone. */
export interface Folding {
  /** Ids of containers and of groups. */
  readonly collapsed: ReadonlySet<string>;
  toggle(id: string): void;
  /** Moves the members of a group that is folded away; absent where nothing can be moved. */
  moveGroup?(group: Group, by: Position): void;
}

export const FoldingContext = createContext<Folding>({ collapsed: new Set(), toggle: () => undefined });

export function useFolding(): Folding {
  return useContext(FoldingContext);
}
