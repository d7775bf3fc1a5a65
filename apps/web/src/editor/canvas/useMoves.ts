import type { OnNodeDrag } from '@xyflow/react';
import { useCallback } from 'react';
import { useEditorContext } from '../store/EditorContext.ts';
import type { CanvasNode } from './types.ts';

/** A drag of one card or of many becomes one `step.move` when it ends. */
export function useMoves() {
  const { store } = useEditorContext();

  const onNodeDragStop = useCallback<OnNodeDrag<CanvasNode>>(
    (_event, _node, dragged) => {
      const { graph, send } = store.getState();
      const moves = dragged.flatMap(({ id, position }) => {
        const step = graph.steps[id];
        return step && (step.position.x !== position.x || step.position.y !== position.y) ? [{ id, position }] : [];
      });
      if (moves.length > 0) send({ type: 'step.move', moves });
    },
    [store],
  );

  return { onNodeDragStop };
}
