import { flushSync } from 'react-dom';
import type { ActionContext } from '../actions/EditorAction.ts';
import { canvasMiddle } from '../clipboard/canvasMiddle.ts';
import { newNote } from '../edits/marks.ts';

/** Sticks an empty note where the menu was opened, else on the middle of what is in sight, ready to be typed in. */
export function addNote({ editor, view, at }: ActionContext): void {
  const { graph, send } = editor.store.getState();
  const note = newNote(graph, view.screenToFlowPosition(at ?? canvasMiddle()));
  // Drawn at once: the next key is its own already.
  let isAdded = false;
  flushSync(() => {
    isAdded = send({ type: 'note.add', note });
  });
  if (isAdded) focusOnceDrawn(`[data-note="${note.id}"] textarea`);
}

/** Notes are drawn once the canvas stands: in the first seconds of a slow machine that is later than they are added. */
function focusOnceDrawn(selector: string): void {
  const focus = () => {
    const found = document.querySelector<HTMLElement>(selector);
    found?.focus({ preventScroll: true });
    return found !== null;
  };
  if (focus()) return;
  const drawn = new MutationObserver(() => {
    if (focus()) drawn.disconnect();
  });
  drawn.observe(document.body, { childList: true, subtree: true });
  // Whoever leaves before is not followed to another page.
  setTimeout(() => drawn.disconnect(), longestWaitMs);
}

const longestWaitMs = 10_000;
