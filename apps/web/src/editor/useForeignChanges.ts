import { useCallback, useEffect, useState } from 'react';
import { onLiveChange, onLiveGap } from '../api/liveChanges.ts';
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
/** An echo of a save that has not come by then will not come. */
const echoLostMs = 5000;

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
    // Each of our own saves comes back as one change.
    let echoes = 0;
    let sentAt = 0;
    const refreshSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void refresh().catch(() => undefined), settleMs);
    };
    const unwatch = store.subscribe((state, former) => {
      if (state.saveState !== former.saveState && state.saveState === 'saving') {
        echoes += 1;
        sentAt = Date.now();
      }
      if (state.saveState !== former.saveState && state.saveState === 'failed') echoes = Math.max(0, echoes - 1);
      if (state.graph !== former.graph) setFacts((known) => (known.isChanged || known.liveVersion === null ? known : { ...known, isChanged: true }));
    });
    const stop = onLiveChange((change) => {
      if (change.kind !== 'flow' || change.id !== flow.id) return;
      if (Date.now() - sentAt > echoLostMs) echoes = 0;
      if (echoes > 0) {
        echoes -= 1;
        return;
      }
      refreshSoon();
    });
    const stopGap = onLiveGap(refreshSoon);
    return () => {
      clearTimeout(timer);
      unwatch();
      stop();
      stopGap();
    };
  }, [flow.id, store, refresh]);

  const { name, status, liveVersion, isChanged } = facts;
  return { name, status, liveVersion, isChanged, refresh };
}
