import type { StateCreator } from 'zustand';
import type { EditorState, SelectionSlice } from './EditorState.ts';

const isSame = (left: readonly string[], right: readonly string[]) => left.length === right.length && left.every((id, index) => id === right[index]);

/** What is chosen on the canvas; outside of the document and of undo. */
export function selectionSlice(): StateCreator<EditorState, [], [], SelectionSlice> {
  return (set, get) => ({
    selectedSteps: [],
    selectedEdges: [],
    focusedField: null,
    select({ steps = [], edges = [] }) {
      const { selectedSteps, selectedEdges } = get();
      if (isSame(selectedSteps, steps) && isSame(selectedEdges, edges)) return;
      set({ selectedSteps: steps, selectedEdges: edges });
    },
    focusField: (focusedField) => set({ focusedField }),
  });
}
