import type { EdgeChange, NodeChange } from '@xyflow/react';
import { useCallback } from 'react';
import { useEditorContext } from '../store/EditorContext.ts';
import type { CanvasEdge, CanvasNode } from './types.ts';

function withChanges(ids: readonly string[], changes: readonly { type: string; id?: string; selected?: boolean }[]): readonly string[] {
  const chosen = new Set(ids);
  for (const change of changes) {
    if (change.type !== 'select' || change.id === undefined) continue;
    if (change.selected) chosen.add(change.id);
    else chosen.delete(change.id);
  }
  return [...chosen];
}

/** Brings React Flow's choosing of cards and wires to the store, which owns it. */
export function useSelecting(applyView: (changes: NodeChange<CanvasNode>[]) => void) {
  const { store } = useEditorContext();

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      applyView(changes);
      const { selectedSteps, selectedEdges, select } = store.getState();
      if (changes.some((change) => change.type === 'select')) select({ steps: withChanges(selectedSteps, changes), edges: selectedEdges });
    },
    [applyView, store],
  );

  const onEdgesChange = useCallback(
    (changes: EdgeChange<CanvasEdge>[]) => {
      const { selectedSteps, selectedEdges, select } = store.getState();
      if (changes.some((change) => change.type === 'select')) select({ steps: selectedSteps, edges: withChanges(selectedEdges, changes) });
    },
    [store],
  );

  return { onNodesChange, onEdgesChange };
}
