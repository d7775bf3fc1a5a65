import type { FlowGraph } from '@noi/flow';
import { createStore } from 'zustand';
import type { History } from '../document/history.ts';
import { documentSlice } from './documentSlice.ts';
import type { EditorPorts, EditorState } from './EditorState.ts';
import { selectionSlice } from './selectionSlice.ts';
import { viewSlice } from './viewSlice.ts';

/** One store per open editor. */
export function createEditorStore(start: { graph: FlowGraph; history: History }, ports: EditorPorts) {
  return createStore<EditorState>()((...tools) => ({
    ...documentSlice(start, ports)(...tools),
    ...selectionSlice()(...tools),
    ...viewSlice()(...tools),
  }));
}

export type EditorStore = ReturnType<typeof createEditorStore>;
