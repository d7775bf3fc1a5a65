import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { EditorCatalog } from '../catalog/EditorCatalog.ts';
import type { SaveQueue } from '../document/saveQueue.ts';
import type { EditorStore } from './createEditorStore.ts';
import type { EditorState } from './EditorState.ts';

/** One of the shop's accounts, as the editor needs it. */
export interface EditorConnection {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly state: 'ok' | 'attention';
  readonly mode: 'live' | 'sandbox';
}

/** Everything that the parts of one open editor share. */
export interface Editor {
  readonly flowId: string;
  readonly store: EditorStore;
  readonly queue: SaveQueue;
  readonly catalog: EditorCatalog;
  readonly connections: readonly EditorConnection[];
}

export const EditorContext = createContext<Editor | null>(null);

/** The open editor around a component. */
export function useEditorContext(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error('Used outside of an open editor');
  return editor;
}

/** Reads the open editor's store: `useEditor((state) => state.graph)`. Selectors must return stable values. */
export function useEditor<T>(selector: (state: EditorState) => T): T {
  return useStore(useEditorContext().store, selector);
}
