import type { StepId } from '@noi/flow';
import { createContext, useContext } from 'react';

/** What a step gives while the draft is tried, in place of being asked. */
export interface Pinned {
  readonly output: Readonly<Record<string, unknown>>;
  readonly pinnedAt: string;
}

export const PinsContext = createContext<ReadonlyMap<StepId, Pinned>>(new Map());

/** What is pinned in the open draft; nothing where no editor is around. */
export function usePins(): ReadonlyMap<StepId, Pinned> {
  return useContext(PinsContext);
}
