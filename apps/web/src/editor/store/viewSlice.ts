import type { StepId } from '@noi/flow';
import type { StateCreator } from 'zustand';
import type { Person } from '../people/Person.ts';
import type { EditorState, ViewSlice } from './EditorState.ts';

/** What the screen shows beside the document: saving, issues, the open node search. */
export function viewSlice(): StateCreator<EditorState, [], [], ViewSlice> {
  return (set, get) => ({
    samples: { from: 'declared' },
    chooseSamples: (samples) => set({ samples }),
    saveState: 'saved',
    issues: [],
    people: [],
    peopleAt: new Map(),
    adding: null,
    isShowingSettings: false,
    dialog: null,
    menu: null,
    dropTarget: null,
    collapsed: new Set(),
    rerouting: null,
    guides: [],
    glides: 0,
    setSaveState: (saveState) => set({ saveState }),
    setIssues: (issues) => set({ issues }),
    setPeople: (people) => set({ people, peopleAt: byStep(people) }),
    startAdding: (adding) => set({ adding }),
    showGuides: (guides) => set({ guides }),
    glide: () => set({ glides: get().glides + 1 }),
    openMenu: (menu) => set({ menu }),
    reroute: (rerouting) => set({ rerouting }),
    aimAt: (dropTarget) => set({ dropTarget }),
    toggleCollapsed(id) {
      const collapsed = new Set(get().collapsed);
      if (!collapsed.delete(id)) collapsed.add(id);
      set({ collapsed });
    },
    collapse: (ids) => set({ collapsed: new Set(ids) }),
    showSettings: (isShowingSettings) => set({ isShowingSettings }),
    showDialog: (dialog) => set({ dialog }),
  });
}

function byStep(people: readonly Person[]): ReadonlyMap<StepId, readonly Person[]> {
  const at = new Map<StepId, readonly Person[]>();
  for (const person of people) if (person.stepId !== null) at.set(person.stepId, [...(at.get(person.stepId) ?? []), person]);
  return at;
}
