import type { NodeChange } from '@xyflow/react';
import { useCallback } from 'react';
import type { CanvasNode } from '../canvas/types.ts';
import { useEditorContext } from '../store/EditorContext.ts';
import { guidesFor } from './guidesFor.ts';

/** Lets dragged cards jump into line with others, and shows the lines. */
export function useGuides(applyView: (changes: NodeChange<CanvasNode>[]) => void) {
  const { store } = useEditorContext();
  return useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const dragged = changes.flatMap((change) =>
        change.type === 'position' && change.dragging && change.position ? [{ id: change.id, position: change.position }] : [],
      );
      if (dragged.length === 0) {
        applyView(changes);
        return;
      }
      const { graph, guides, showGuides } = store.getState();
      const { by, guides: found } = guidesFor(graph, dragged);
      if (found.length > 0 || guides.length > 0) showGuides(found);
      applyView(
        changes.map((change) =>
          change.type === 'position' && change.dragging && change.position
            ? { ...change, position: { x: change.position.x + by.x, y: change.position.y + by.y } }
            : change,
        ),
      );
    },
    [applyView, store],
  );
}
