import { useCallback, useEffect, useState } from 'react';
import { onLiveChange } from '../api/liveChanges.ts';
import { api } from '../api/trpc.ts';
import { rebuildHistory } from './document/history.ts';
import type { LoadedFlow, OpenDocument } from './openDocument.ts';

/** What the top bar says of the flow, beside the document itself. */
export interface FlowFacts {
  readonly name: string;
  readonly status: LoadedFlow['status'];
  readonly liveVersion: number | null;
  readonly isChanged: boolean;
  /** Loads them again, after publishing, pausing, renaming. */
  refresh(): Promise<void>;
}

const settleMs = 600;
const ownEchoMs = 1500;

/** Follows changes that are made elsewhere: another tab, another person. They are taken over while nothing of ours is unsaved. */
export function useForeignChanges(flow: LoadedFlow, { store, queue }: OpenDocument): FlowFacts {
  const [facts, setFacts] = useState(flow);

  const refresh = useCallback(async () => {
    const latest = await api.flows.get.query({ id: flow.id });
    setFacts(latest);
    if (!queue.isIdle || latest.revision <= queue.revision) return;
    queue.adopt(latest.revision);
    store.getState().adopt(latest.graph, rebuildHistory(latest.edits));
  }, [flow.id, queue, store]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let savedAt = 0;
    const unwatch = store.subscribe((state, former) => {
      if (state.saveState !== former.saveState) savedAt = Date.now();
      if (state.graph !== former.graph) setFacts((known) => (known.isChanged || known.liveVersion === null ? known : { ...known, isChanged: true }));
    });
    const stop = onLiveChange((change) => {
      // Our own saves come back as changes, too.
      if (change.kind !== 'flow' || change.id !== flow.id || Date.now() - savedAt < ownEchoMs) return;
      clearTimeout(timer);
      timer = setTimeout(() => void refresh().catch(() => undefined), settleMs);
    });
    return () => {
      clearTimeout(timer);
      unwatch();
      stop();
    };
  }, [flow.id, store, refresh]);

  const { name, status, liveVersion, isChanged } = facts;
  return { name, status, liveVersion, isChanged, refresh };
}
