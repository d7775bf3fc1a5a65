import { copySteps } from '@noi/flow';
import { removeChosen } from '../actions/chosenSteps.ts';
import { notesWith } from '../edits/notesWith.ts';
import type { EditorStore } from '../store/createEditorStore.ts';

/** What was cut out of an open flow last: put back into it, the steps are the same ones, and what read their data goes on reading it. */
const cuts = new WeakMap<EditorStore, string>();

/** The chosen steps as clipboard text; `null` when none is chosen. */
export function chosenText(store: EditorStore): string | null {
  const { graph, selectedSteps } = store.getState();
  return selectedSteps.length === 0 ? null : JSON.stringify(copySteps(graph, selectedSteps, notesWith(graph, selectedSteps)));
}

/** Takes the chosen steps out of the flow, once their text is on the clipboard. */
export function cutChosen(store: EditorStore, text: string): void {
  cuts.set(store, text);
  const { graph, selectedSteps } = store.getState();
  removeChosen(store, notesWith(graph, selectedSteps));
}

/** Whether a text is what was cut out of this flow last. */
export function isCutOf(store: EditorStore, text: string): boolean {
  return cuts.get(store) === text;
}
