import type { ActionContext } from '../actions/EditorAction.ts';
import { canvasMiddle } from '../clipboard/canvasMiddle.ts';
import { newNote } from '../edits/marks.ts';

/** Sticks an empty note where the menu was opened, else on the middle of what is in sight, ready to be typed in. */
export function addNote({ editor, view, at }: ActionContext): void {
  const { graph, send } = editor.store.getState();
  const note = newNote(graph, view.screenToFlowPosition(at ?? canvasMiddle()));
  if (!send({ type: 'note.add', note })) return;
  // It is drawn with the next frame.
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-note="${note.id}"] textarea`)?.focus({ preventScroll: true }));
}
