import type { Text } from '@noi/node-sdk';
import { type ApiOutputs, api } from '../api/trpc.ts';
import { readError } from '../errors/readError.ts';
import { type Origin, rebuildHistory } from './document/history.ts';
import { type Conflict, rebaseEdits } from './document/rebaseEdits.ts';
import { createSaveQueue, type SaveQueue, type SendFailure } from './document/saveQueue.ts';
import { browserUnsentEdits } from './document/unsentEdits.ts';
import { createEditorStore, type EditorStore } from './store/createEditorStore.ts';

export type LoadedFlow = ApiOutputs['flows']['get'];

export interface OpenDocument {
  readonly store: EditorStore;
  readonly queue: SaveQueue;
}

const refused: Text = {
  vi: 'Máy chủ không nhận một thay đổi của bạn nên thay đổi đó đã bỏ qua. Những thay đổi khác vẫn được lưu.',
  en: 'The server did not take one of your changes, so it was left out. All others are kept.',
};

/** How the user hears of what did not go as they did it. */
interface Tellers {
  tell(reason: Text): void;
  tellConflict(conflict: Conflict, store: EditorStore): void;
}

/** Opens a loaded flow for editing: its store, and the queue that saves. Unsent edits of an earlier visit are put on top first. */
export async function openDocument(flow: LoadedFlow, { tell, tellConflict }: Tellers): Promise<OpenDocument> {
  const unsent = await browserUnsentEdits(flow.id);
  const left = unsent.read();
  const restored = rebaseEdits(flow, left.edits, left.base);
  unsent.write(restored.kept, flow.revision);

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
    async rebase(waiting, failure) {
      const latest = await api.flows.get.query({ id: flow.id });
      const { edits, base } = waiting();
      // An edit that the server refuses would be refused for ever: only what is sure to fit is kept.
      const { graph, kept, conflicts } = rebaseEdits(latest, failure === 'refused' ? edits.slice(1) : edits, base);
      const isKept = (origin: Origin) => 'clientKey' in origin && kept.some((edit) => edit.kind === 'do' && edit.clientKey === origin.clientKey);
      const mine = store.getState().history.done.filter(({ origin }) => isKept(origin));
      store.getState().adopt(graph, { done: [...rebuildHistory(latest.edits).done, ...mine], undone: [] });
      for (const conflict of conflicts) tellConflict(conflict, store);
      if (failure === 'refused') tell(refused);
      return { revision: latest.revision, edits: [...kept] };
    },
    onState: (state) => store.getState().setSaveState(state),
  });
  for (const conflict of restored.conflicts) tellConflict(conflict, store);
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
