import { useEffect } from 'react';
import { useEditorContext } from '../store/EditorContext.ts';
import { keepFolded, readFolded } from './keptFolding.ts';

/** Containers and groups stay folded away after a reload, for whoever folded them, in this browser. */
export function useKeptFolding() {
  const { flowId, store } = useEditorContext();
  useEffect(() => {
    const kept = readFolded(localStorage, flowId);
    if (kept.length > 0) store.getState().collapse(kept);
    return store.subscribe(({ collapsed }, former) => {
      if (collapsed !== former.collapsed) keepFolded(localStorage, flowId, collapsed);
    });
  }, [flowId, store]);
}
