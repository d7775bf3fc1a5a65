import type { StateCreator } from 'zustand';
import type { EditorState, ViewSlice } from './EditorState.ts';

/** What the screen shows beside the document: saving, issues, the open node search. */
export function viewSlice(): StateCreator<EditorState, [], [], ViewSlice> {
  return (set) => ({
    saveState: 'saved',
    issues: [],
    adding: null,
    isShowingSettings: false,
    setSaveState: (saveState) => set({ saveState }),
    setIssues: (issues) => set({ issues }),
    startAdding: (adding) => set({ adding }),
    showSettings: (isShowingSettings) => set({ isShowingSettings }),
  });
}
