import { flushSync } from 'react-dom';
import type { ActionContext } from '../actions/EditorAction.ts';
import { canvasMiddle } from '../clipboard/canvasMiddle.ts';
import { newNote } from '../edits/marks.ts';

/** Sticks an empty note where the menu was opened, else on the middle of what is in sight, ready to be typed in. */
export function addNote({ editor, view, at }: ActionContext): void {
  const { graph, send } = editor.store.getState();
  const note = newNote(graph, view.screenToFlowPosition(at ?? canvasMiddle()));
  // Drawn at once: the next key is its own already.
  flushSync(() => void send({ type: 'note.add', note }));
  document.querySelector<HTMLElement>(`[data-note="${note.id}"] textarea`)?.focus({ preventScroll: true });
}
