import { notifications } from '@mantine/notifications';
import type { PackageDescriptor } from '@noi/node-sdk';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { trpc } from '../api/trpc.ts';
import { textNow } from '../words/useText.ts';
import { createEditorCatalog } from './catalog/EditorCatalog.ts';
import type { SaveQueue } from './document/saveQueue.ts';
import { EditorLayout } from './EditorLayout.tsx';
import { type LoadedFlow, type OpenDocument, openDocument } from './openDocument.ts';
import { type Editor, EditorContext } from './store/EditorContext.ts';
import { useForeignChanges } from './useForeignChanges.ts';

/** One open editor: store, saving and catalogue for everything inside it. */
export function OpenEditor({ flow, packages }: { flow: LoadedFlow; packages: readonly PackageDescriptor[] }) {
  const [document, setDocument] = useState<OpenDocument | null>(null);

  useEffect(() => {
    let queue: SaveQueue | null = null;
    let isLeft = false;
    const saveNow = () => void queue?.flush().catch(() => undefined);
    const leave = () => {
      isLeft = true;
      // Leaving the page sends what still waits; what cannot be sent stays in the browser's storage.
      saveNow();
      queue?.stop();
    };
    openDocument(flow, {
      tell: (reason) => notifications.show({ color: 'yellow', message: textNow(reason) }),
      tellConflict: (conflict, store) =>
        void import('./people/showConflict.tsx').then(({ showConflict }) => showConflict(conflict, { store, catalog: createEditorCatalog(packages) })),
    }).then(
      (opened) => {
        queue = opened.queue;
        if (isLeft) leave();
        else setDocument(opened);
      },
      // Said by the page that stands in for one that cannot be shown.
      (error) =>
        setDocument(() => {
          throw error;
        }),
    );
    window.addEventListener('online', saveNow);
    return () => {
      window.removeEventListener('online', saveNow);
      leave();
    };
  }, [flow, packages]);

  return document && <EditorProvider flow={flow} packages={packages} document={document} />;
}

function EditorProvider({ flow, packages, document }: { flow: LoadedFlow; packages: readonly PackageDescriptor[]; document: OpenDocument }) {
  const accounts = useQuery(trpc.connections.list.queryOptions());
  const connections = accounts.data ?? flow.connections;
  const { data: flows } = useQuery(trpc.flows.callable.queryOptions());
  const catalog = useMemo(() => createEditorCatalog(packages, flows), [packages, flows]);
  const editor = useMemo<Editor>(() => ({ flowId: flow.id, catalog, connections, ...document }), [flow.id, catalog, connections, document]);
  const facts = useForeignChanges(flow, document);

  return (
    <EditorContext value={editor}>
      <EditorLayout facts={facts} />
    </EditorContext>
  );
}
