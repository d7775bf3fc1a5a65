import { notifications } from '@mantine/notifications';
import { canConnect, containersAround, type FlowCommand } from '@noi/flow';
import type { Connection as EdgeDraft, FinalConnectionState, OnReconnect } from '@xyflow/react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { withRoom } from '../edits/containers.ts';
import { loopCircle, type CircleWire as Wire } from '../edits/loopCircle.ts';
import { newStepId } from '../edits/newStep.ts';
import { newEdge, refusal } from '../edits/placement.ts';
import { portsTo, withoutWire } from '../edits/wireEnds.ts';
import { useEditorContext } from '../store/EditorContext.ts';
import { CircleOffer } from './CircleOffer.tsx';
import { pointOf, stepAt } from './screen.ts';
import type { CanvasEdge } from './types.ts';

const noticeId = 'wire-refused';
const offerStaysMs = 15_000;

function toWire(draft: Pick<EdgeDraft | CanvasEdge, 'source' | 'sourceHandle' | 'target'>): Wire | null {
  return draft.sourceHandle ? { from: draft.source, port: draft.sourceHandle, to: draft.target } : null;
}

/**
 * Drawing wires by hand, and leading them elsewhere by either end: only legal ends take them, a refused one says why, a circle is offered as a loop,
 * and a new wire dropped on empty canvas asks what comes next.
 */
export function useWiring() {
  const { store } = useEditorContext();
  const { t } = useTranslation();
  const text = useText();

  return useMemo(() => {
    const graphNow = () => withoutWire(store.getState().graph, store.getState().rerouting);
    const lettingGo = (): FlowCommand[] => {
      const { rerouting } = store.getState();
      return rerouting === null ? [] : [{ type: 'edge.remove', id: rerouting }];
    };

    function connect(wire: Wire) {
      const edge = newEdge({ stepId: wire.from, port: wire.port }, wire.to);
      const commands: FlowCommand[] = [...lettingGo(), { type: 'edge.add', edge }];
      const [only] = commands;
      if (only) store.getState().send(commands.length === 1 ? only : { type: 'batch', commands });
    }

    function takeLoop(wire: Wire, before: readonly FlowCommand[]) {
      notifications.hide(noticeId);
      const { graph, send, select } = store.getState();
      const id = newStepId('repeat', graph);
      const loop = loopCircle(graph, wire, id);
      if (loop && send(withRoom(graph, { type: 'batch', commands: [...before, loop] }))) select({ steps: [id] });
    }

    function tryWire(wire: Wire) {
      const answer = canConnect(graphNow(), wire);
      if (answer.ok) return connect(wire);
      const before = lettingGo();
      const message = answer.isCircle ? <CircleOffer reason={answer.reason} onTake={() => takeLoop(wire, before)} /> : text(answer.reason);
      notifications.hide(noticeId);
      notifications.show({ id: noticeId, color: 'yellow', title: t('editor.wireRefused'), message, ...(answer.isCircle && { autoClose: offerStaysMs }) });
    }

    /** The wire that a card was meant to get; the body that the held step itself stands in is as good as empty canvas. */
    function wireAt({ fromNode, fromHandle, toHandle }: FinalConnectionState, at: { x: number; y: number }): Wire | 'canvas' | null {
      if (!fromNode || !fromHandle?.id) return null;
      const graph = graphNow();
      const hit = toHandle?.nodeId ?? stepAt(at);
      if (hit === null || containersAround(graph, fromNode.id).some(({ id }) => id === hit)) return 'canvas';
      if (hit === fromNode.id) return null;
      if (fromHandle.type === 'source') return { from: fromNode.id, port: fromHandle.id, to: hit };
      const [port, another] = toHandle?.id ? [toHandle.id] : portsTo(graph, hit, fromNode.id);
      return port === undefined || another !== undefined ? null : { from: hit, port, to: fromNode.id };
    }

    return {
      isValidConnection: (draft: EdgeDraft | CanvasEdge) => {
        const wire = toWire(draft);
        return wire !== null && refusal(graphNow(), wire) === null;
      },
      onConnect: (draft: EdgeDraft) => {
        const wire = toWire(draft);
        if (wire) connect(wire);
      },
      onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
        if (state.toHandle && state.isValid) return;
        const at = pointOf(event);
        const wire = wireAt(state, at);
        if (wire === 'canvas') {
          const { fromNode, fromHandle } = state;
          if (store.getState().rerouting !== null || !fromNode || !fromHandle?.id) return;
          const from = { stepId: fromNode.id, port: fromHandle.id };
          // React Flow's pane click follows the release and would close the search again.
          setTimeout(() => store.getState().startAdding({ from, anchor: at }), 0);
        } else if (wire && !isWireLedNow(wire)) tryWire(wire);
      },
      onReconnectStart: (_event: unknown, edge: CanvasEdge) => store.getState().reroute(edge.id),
      onReconnect: ((_edge, draft) => {
        const wire = toWire(draft);
        if (wire && !isWireLedNow(wire)) connect(wire);
      }) satisfies OnReconnect<CanvasEdge>,
      onReconnectEnd: () => store.getState().reroute(null),
    };

    /** Let go where it came from: nothing changes. */
    function isWireLedNow({ from, port, to }: Wire): boolean {
      const { graph, rerouting } = store.getState();
      return graph.edges.some((edge) => edge.id === rerouting && edge.from === from && edge.port === port && edge.to === to);
    }
  }, [store, t, text]);
}
