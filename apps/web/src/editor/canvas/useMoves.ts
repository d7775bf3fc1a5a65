import { mayStandIn } from '@noi/flow';
import { type OnNodeDrag, useReactFlow } from '@xyflow/react';
import { useMemo } from 'react';
import { containerAt, dropSteps, withRoom } from '../edits/containers.ts';
import { guidesFor } from '../guides/guidesFor.ts';
import { useEditorContext } from '../store/EditorContext.ts';
import { pointOf } from './screen.ts';
import type { CanvasNode } from './types.ts';

/** A drag of one card or of many becomes one command when it ends: another place, or another container. `putBack` draws the cards where the document has them. */
export function useMoves(putBack: () => void) {
  const { store } = useEditorContext();
  const { screenToFlowPosition } = useReactFlow();

  return useMemo(() => {
    function landing(event: Parameters<OnNodeDrag<CanvasNode>>[0], dragged: readonly CanvasNode[]) {
      const { graph, collapsed } = store.getState();
      const at = screenToFlowPosition(pointOf(event));
      const parent = containerAt(graph, { at, collapsed, dragged: dragged.map(({ id }) => id) });
      return { graph, parent };
    }

    const onNodeDrag: OnNodeDrag<CanvasNode> = (event, _node, dragged) => {
      const { graph, parent } = landing(event, dragged);
      const isNew =
        dragged.every(({ id }) => graph.steps[id] && mayStandIn(graph, graph.steps[id], parent)) &&
        dragged.some(({ id }) => graph.steps[id]?.parent !== parent);
      const aim = isNew ? (parent ?? null) : null;
      if (store.getState().dropTarget !== aim) store.getState().aimAt(aim);
    };

    const onNodeDragStop: OnNodeDrag<CanvasNode> = (event, _node, dragged) => {
      const { graph, parent } = landing(event, dragged);
      const { aimAt, showGuides, send } = store.getState();
      aimAt(null);
      showGuides([]);
      const places = dragged.map(({ id, position }) => ({ id, position }));
      const stays = dragged.every(({ id }) => graph.steps[id]?.parent === parent);
      // React Flow tells where the pointer holds the cards, not where they jumped into line.
      const { by } = stays ? guidesFor(graph, places) : { by: { x: 0, y: 0 } };
      const moves = places.map(({ id, position }) => ({ id, position: { x: position.x + by.x, y: position.y + by.y } }));
      const command = dropSteps(graph, { moves, parent });
      const isLegal = dragged.every(({ id }) => graph.steps[id] && mayStandIn(graph, graph.steps[id], parent));
      if (!command || !send(isLegal ? withRoom(graph, command) : command)) putBack();
    };

    return { onNodeDrag, onNodeDragStop };
  }, [store, screenToFlowPosition, putBack]);
}
