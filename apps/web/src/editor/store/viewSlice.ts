import type { StateCreator } from 'zustand';
import type { EditorState, ViewSlice } from './EditorState.ts';

/** What the screen shows beside the document: saving, issues, the open node search. */
export function viewSlice(): StateCreator<EditorState, [], [], ViewSlice> {
  return (set, get) => ({
    samples: { from: 'declared' },
    chooseSamples: (samples) => set({ samples }),
    saveState: 'saved',
    issues: [],
    adding: null,
    isShowingSettings: false,
    dialog: null,
    dropTarget: null,
    collapsed: new Set(),
    rerouting: null,
    setSaveState: (saveState) => set({ saveState }),
    setIssues: (issues) => set({ issues }),
    startAdding: (adding) => set({ adding }),
    reroute: (rerouting) => set({ rerouting }),
    aimAt: (dropTarget) => set({ dropTarget }),
    toggleCollapsed(stepId) {
      const collapsed = new Set(get().collapsed);
      if (!collapsed.delete(stepId)) collapsed.add(stepId);
      set({ collapsed });
    },
    showSettings: (isShowingSettings) => set({ isShowingSettings }),
    showDialog: (dialog) => set({ dialog }),
  });
}
