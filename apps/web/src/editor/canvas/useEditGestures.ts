import { useConnection } from '@xyflow/react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { refusal } from '../edits/placement.ts';
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
      useTargetState(stepId) {
        return useConnection((connection) => {
          if (!connection.inProgress || connection.fromHandle.id === null || connection.fromHandle.id === undefined) return null;
          if (connection.fromNode.id === stepId) return null;
          return refusal(store.getState().graph, { from: connection.fromNode.id, port: connection.fromHandle.id, to: stepId }) ? 'no' : 'yes';
        });
      },
    }),
    [store],
  );
}
