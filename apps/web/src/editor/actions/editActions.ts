import { duplicateChosen, removeChosen } from './chosenSteps.ts';
import type { EditorAction } from './EditorAction.ts';

/** Changes of the document. */
export const editActions: readonly EditorAction[] = [
  {
    id: 'undo',
    group: 'edit',
    keys: ['Mod+Z'],
    reach: 'forms',
    can: ({ history }) => history.done.length > 0,
    run: ({ editor }) => editor.store.getState().undo(),
  },
  {
    id: 'redo',
    group: 'edit',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    reach: 'forms',
    can: ({ history }) => history.undone.length > 0,
    run: ({ editor }) => editor.store.getState().redo(),
  },
  {
    id: 'duplicate',
    group: 'edit',
    keys: ['Mod+D'],
    can: ({ selectedSteps }) => selectedSteps.length > 0,
    run: ({ editor }) => duplicateChosen(editor.store),
  },
  {
    id: 'remove',
    group: 'edit',
    keys: ['Delete', 'Backspace'],
    can: ({ selectedSteps, selectedEdges }) => selectedSteps.length + selectedEdges.length > 0,
    run: ({ editor }) => removeChosen(editor.store),
  },
];
