import { AppError } from '@noi/errors';
import { applyCommand, type FlowGraph } from '@noi/flow';
import type { Text } from '@noi/node-sdk';
import { type ApiOutputs, api } from '../api/trpc.ts';
import { readError } from '../errors/readError.ts';
import { rebuildHistory } from './document/history.ts';
import { createSaveQueue, type SaveQueue, type SendFailure } from './document/saveQueue.ts';
import { browserUnsentEdits, type QueuedEdit } from './document/unsentEdits.ts';
import { createEditorStore, type EditorStore } from './store/createEditorStore.ts';

export type LoadedFlow = ApiOutputs['flows']['get'];

export interface OpenDocument {
  readonly store: EditorStore;
  readonly queue: SaveQueue;
}

const lostEdit: Text = {
  vi: 'Quy trình vừa được sửa ở nơi khác. Một vài thay đổi của bạn không còn áp dụng được nên đã bỏ qua.',
  en: 'The flow was just changed elsewhere. Some of your changes no longer fit and were left out.',
};

/** Puts edits on a graph in order and leaves out those that no longer fit. */
function applyEdits(graph: FlowGraph, edits: readonly QueuedEdit[]): { graph: FlowGraph; kept: QueuedEdit[]; lost: number } {
  const kept: QueuedEdit[] = [];
  let result = graph;
  let lost = 0;
  for (const edit of edits) {
    try {
      result = applyCommand(result, edit.command);
      kept.push(edit);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      lost += 1;
    }
  }
  return { graph: result, kept, lost };
}

/** Opens a loaded flow for editing: its store, and the queue that saves. Unsent edits of an earlier visit are put on top first. */
export function openDocument(flow: LoadedFlow, tell: (reason: Text) => void): OpenDocument {
  const unsent = browserUnsentEdits(flow.id);
  const restored = applyEdits(flow.graph, unsent.read());
  unsent.write(restored.kept);

  const store = createEditorStore(
    { graph: restored.graph, history: rebuildHistory(flow.edits) },
    {
      queueEdit: (edit) => queue.add(edit),
      tell,
      now: () => Date.now(),
      newKey: () => crypto.randomUUID(),
    },
  );

  const queue = createSaveQueue({
    revision: flow.revision,
    unsent,
    send: (request) => api.flows.applyEdits.mutate({ id: flow.id, ...request }),
    classify: classifyFailure,
    async rebase(edits, failure) {
      const latest = await api.flows.get.query({ id: flow.id });
      // An edit that the server refuses would be refused for ever: only what is sure to fit is kept.
      const { graph, kept, lost } = applyEdits(latest.graph, failure === 'refused' ? edits.slice(1) : edits);
      const history = rebuildHistory(latest.edits);
      const mine = store
        .getState()
        .history.done.filter(
          (entry) =>
            'clientKey' in entry.origin && kept.some((edit) => edit.kind === 'do' && 'clientKey' in entry.origin && edit.clientKey === entry.origin.clientKey),
        );
      store.getState().adopt(graph, { done: [...history.done, ...mine], undone: [] });
      if (lost > 0 || failure === 'refused') tell(lostEdit);
      return { revision: latest.revision, edits: kept };
    },
    onState: (state) => store.getState().setSaveState(state),
  });
  return { store, queue };
}

function classifyFailure(error: unknown): SendFailure {
  switch (readError(error).code) {
    case 'revision_conflict':
      return 'conflict';
    case 'command_rejected':
    case 'invalid_request':
    case 'body_too_large':
      return 'refused';
    default:
      return 'unreachable';
  }
}
