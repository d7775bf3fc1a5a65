import { notifications } from '@mantine/notifications';
import { containersAround } from '@noi/flow';
import type { Text } from '@noi/node-sdk';
import type { Connection as EdgeDraft, FinalConnectionState, OnReconnect } from '@xyflow/react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { newEdge, refusal } from '../edits/placement.ts';
import { useEditorContext } from '../store/EditorContext.ts';
import type { CanvasEdge } from './types.ts';

interface Wire {
  readonly from: string;
  readonly port: string;
  readonly to: string;
}

function toWire(draft: Pick<EdgeDraft | CanvasEdge, 'source' | 'sourceHandle' | 'target'>): Wire | null {
  return draft.sourceHandle ? { from: draft.source, port: draft.sourceHandle, to: draft.target } : null;
}

/** Drawing wires by hand: only legal ends take them, a refused one says why, and one dropped on empty canvas asks what comes next. */
export function useWiring() {
  const { store } = useEditorContext();
  const { t } = useTranslation();
  const text = useText();

  const connect = useCallback(
    (wire: Wire) => {
      store.getState().send({ type: 'edge.add', edge: newEdge({ stepId: wire.from, port: wire.port }, wire.to) });
    },
    [store],
  );

  const refuse = useCallback((reason: Text) => notifications.show({ color: 'yellow', title: t('editor.wireRefused'), message: text(reason) }), [t, text]);

  return useMemo(
    () => ({
      isValidConnection: (draft: EdgeDraft | CanvasEdge) => {
        const wire = toWire(draft);
        return wire !== null && refusal(store.getState().graph, wire) === null;
      },
      onConnect: (draft: EdgeDraft) => {
        const wire = toWire(draft);
        if (wire) connect(wire);
      },
      onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
        const { fromNode, fromHandle, toHandle } = state;
        if (!fromNode || !fromHandle?.id || fromHandle.type !== 'source' || (toHandle && state.isValid)) return;
        const from = { stepId: fromNode.id, port: fromHandle.id };
        const at = pointOf(event);
        const { graph } = store.getState();
        const around = containersAround(graph, from.stepId).map(({ id }) => id);
        const hit = toHandle?.nodeId ?? stepAt(at);
        // The body that the step itself stands in is as good as empty canvas.
        const onto = hit !== null && around.includes(hit) ? null : hit;
        if (onto === null) {
          // React Flow's pane click follows the release and would close the search again.
          setTimeout(() => store.getState().startAdding({ from, anchor: at }), 0);
          return;
        }
        if (onto === from.stepId) return;
        const wire = { from: from.stepId, port: from.port, to: onto };
        const reason = refusal(graph, wire);
        if (reason) refuse(reason);
        else connect(wire);
      },
      onReconnect: ((edge, draft) => {
        const wire = toWire(draft);
        if (!wire) return;
        store.getState().send({
          type: 'batch',
          commands: [
            { type: 'edge.remove', id: edge.id },
            { type: 'edge.add', edge: newEdge({ stepId: wire.from, port: wire.port }, wire.to) },
          ],
        });
      }) satisfies OnReconnect<CanvasEdge>,
    }),
    [store, connect, refuse],
  );
}

function pointOf(event: MouseEvent | TouchEvent): { x: number; y: number } {
  if ('clientX' in event) return { x: event.clientX, y: event.clientY };
  const touch = event.changedTouches[0];
  return { x: touch?.clientX ?? 0, y: touch?.clientY ?? 0 };
}

/** The step whose card lies under a point of the screen; people aim at the card, not at its dot. */
function stepAt({ x, y }: { x: number; y: number }): string | null {
  const card = document.elementsFromPoint(x, y).map((element) => element.closest('.react-flow__node'));
  return card.find((found) => found !== null)?.getAttribute('data-id') ?? null;
}
