import { addActions } from './addActions.ts';
import { alignActions } from './alignActions.ts';
import { arrangeActions } from './arrangeActions.ts';
import { chooseActions } from './chooseActions.ts';
import { clipboardActions } from './clipboardActions.ts';
import type { ActionId, EditorAction } from './EditorAction.ts';
import { editActions } from './editActions.ts';
import { markActions } from './markActions.ts';
import { helpActions, viewActions } from './viewActions.ts';

/** Everything that a user of the editor can do by keys, from the command palette or from a menu: the one table that all of them read. */
export const editorActions: readonly EditorAction[] = [
  ...editActions,
  ...addActions,
  ...clipboardActions,
  ...markActions,
  ...chooseActions,
  ...arrangeActions,
  ...alignActions,
  ...viewActions,
  ...helpActions,
];

/** The action of that name. */
export function actionOf(id: ActionId): EditorAction {
  const found = editorActions.find((action) => action.id === id);
  if (!found) throw new Error(`No action ${id}`);
  return found;
}
