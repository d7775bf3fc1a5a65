import { groupSteps } from '../edits/marks.ts';
import { switchSteps } from '../edits/switching.ts';
import type { EditorStore } from '../store/createEditorStore.ts';

/** Switches the chosen steps off, or on again. */
export function switchChosen(store: EditorStore): void {
  const { graph, selectedSteps, send } = store.getState();
  const command = switchSteps(graph, selectedSteps);
  if (command) send(command);
}

/** Puts a frame around the chosen steps. */
export function groupChosen(store: EditorStore): void {
  const { graph, selectedSteps, send } = store.getState();
  const command = groupSteps(graph, selectedSteps, '');
  if (command) send(command);
}
