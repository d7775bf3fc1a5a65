import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useEditorContext } from '../store/EditorContext.ts';
import type { CanvasGestures } from './CanvasGestures.ts';

/** What cards and wires of the editable canvas can ask for. */
export function useEditGestures(): CanvasGestures & { clear(): void } {
  const { store } = useEditorContext();
  return useMemo(
    () => ({
      startAdding: (adding) => store.getState().startAdding(adding),
      removeEdge: (id) => void store.getState().send({ type: 'edge.remove', id }),
      clear() {
        store.getState().select({});
        store.getState().startAdding(null);
      },
      useIsDropTarget(stepId) {
        return useStore(store, (state) => state.dropTarget === stepId);
      },
    }),
    [store],
  );
}
