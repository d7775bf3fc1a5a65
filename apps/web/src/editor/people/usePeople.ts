import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { tabId } from '../../api/tabId.ts';
import { api, trpc } from '../../api/trpc.ts';
import { useEditorContext } from '../store/EditorContext.ts';

const everyMs = 20_000;
/** Arrow keys run faster than others can read. */
const settleMs = 300;

// Grows over all editors of this page, so that of two notices the later is known.
let order = Date.now();

/** Tells the others where this tab is, and keeps what the store knows of them. */
export function usePeople(): void {
  const { flowId, store } = useEditorContext();
  const { data } = useQuery({ ...trpc.live.people.queryOptions({ flowId, tabId }), staleTime: 0, refetchInterval: everyMs });
  const people = useMemo(() => data ?? [], [data]);
  useEffect(() => store.getState().setPeople(people), [store, people]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (at: { flowId: string | null; stepId: string | null }) => {
      order += 1;
      // Nothing is lost when it does not arrive: it is told again soon.
      void api.live.show.mutate({ tabId, order, ...at }).catch(() => undefined);
    };
    const here = () => {
      const { selectedSteps } = store.getState();
      tell({ flowId, stepId: selectedSteps.length === 1 ? (selectedSteps[0] ?? null) : null });
    };
    here();
    const again = setInterval(here, everyMs);
    const unwatch = store.subscribe((state, former) => {
      if (state.selectedSteps === former.selectedSteps) return;
      clearTimeout(timer);
      timer = setTimeout(here, settleMs);
    });
    return () => {
      clearInterval(again);
      clearTimeout(timer);
      unwatch();
      tell({ flowId: null, stepId: null });
    };
  }, [flowId, store]);
}
