import { addNote } from '../marks/addNote.ts';
import { groupChosen, switchChosen } from '../marks/markChosen.ts';
import type { EditorAction } from './EditorAction.ts';

/** What is noted beside the flow, and which steps runs leave out. */
export const markActions: readonly EditorAction[] = [
  {
    id: 'switchSteps',
    group: 'edit',
    keys: ['D'],
    can: ({ selectedSteps }) => selectedSteps.length > 0,
    run: ({ editor }) => switchChosen(editor.store),
  },
  {
    id: 'groupSteps',
    group: 'edit',
    keys: ['G'],
    can: ({ selectedSteps }) => selectedSteps.length > 0,
    run: ({ editor }) => groupChosen(editor.store),
  },
  { id: 'addNote', group: 'edit', keys: ['N'], run: addNote },
];
