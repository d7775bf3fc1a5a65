import { validateGraph } from '@noi/flow';
import { useEffect } from 'react';
import { useEditorContext } from './store/EditorContext.ts';

const pauseMs = 200;

/** Checks the flow while it is drawn, a moment after each change. */
export function useIssues() {
  const { store, catalog, connections } = useEditorContext();

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const check = () => {
      const { graph, setIssues } = store.getState();
      setIssues(validateGraph({ graph, catalog, connections: connections.map(({ id, type, state }) => ({ id, type, state })) }));
    };
    check();
    const unwatch = store.subscribe((state, former) => {
      if (state.graph === former.graph) return;
      clearTimeout(timer);
      timer = setTimeout(check, pauseMs);
    });
    return () => {
      clearTimeout(timer);
      unwatch();
    };
  }, [store, catalog, connections]);
}
