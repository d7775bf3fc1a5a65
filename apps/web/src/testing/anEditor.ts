import type { FlowGraph } from '@noi/flow';
import type { EditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { emptyHistory } from '../editor/document/history.ts';
import { createSaveQueue } from '../editor/document/saveQueue.ts';
import { createEditorStore } from '../editor/store/createEditorStore.ts';
import type { Editor } from '../editor/store/EditorContext.ts';

/** The editor of a flow that nobody keeps, with one account. */
export function anEditor(graph: FlowGraph, catalog: EditorCatalog): Editor {
  let keys = 0;
  const store = createEditorStore(
    { graph, history: emptyHistory },
    { queueEdit: () => undefined, tell: () => undefined, now: () => 0, newKey: () => `key${++keys}` },
  );
  const queue = createSaveQueue({
    revision: 1,
    unsent: { read: () => ({ edits: [], base: null }), write: () => undefined },
    send: async () => ({ revision: 1 }),
    classify: () => 'unreachable',
    rebase: async () => ({ revision: 1, edits: [] }),
    onState: () => undefined,
  });
  return { flowId: 'flow', store, queue, catalog, connections: [{ id: 'account', type: 'test.account', name: 'OA thử', state: 'ok', mode: 'sandbox' }] };
}
