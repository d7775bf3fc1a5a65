import { type ReactFlowState, useStore } from '@xyflow/react';
import { createContext, useCallback, useContext } from 'react';

/** Flows of more steps are drawn as far as they are in view: cards that nobody sees cost as much as others. */
export const drawnWhole = 200;
/** Letters of cards are smaller than five pixels there. */
const farBelow = 0.35;

/** Whether a large flow is looked at from so far that its cards say no more than what they are. */
export function useFarView(steps: number): boolean {
  return useStore(useCallback(({ transform: [, , zoom] }: ReactFlowState) => steps > drawnWhole && zoom < farBelow, [steps]));
}

export const FarContext = createContext(false);

/** For cards and wires: whether they are looked at from afar. */
export function useIsFar(): boolean {
  return useContext(FarContext);
}
