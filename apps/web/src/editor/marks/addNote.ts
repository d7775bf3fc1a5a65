import type { Note } from '@noi/flow';
import i18next from 'i18next';
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
  if (isAdded && !typeIn(note)) standIn(note, editor);
}

/** Goes on at the end of the note's words; not before the note is drawn. */
function typeIn({ id }: Note): boolean {
  const drawn = document.querySelector<HTMLTextAreaElement>(`[data-note="${id}"] textarea`);
  drawn?.focus({ preventScroll: true });
  drawn?.setSelectionRange(drawn.value.length, drawn.value.length);
  return drawn !== null;
}

/**
 * Notes are drawn once the canvas stands: in the first seconds of a slow machine that is later than they are added. Until then what is typed goes into the note
 * through a field that is not seen; on the canvas its letters would be short cuts.
 */
function standIn(note: Note, { store }: ActionContext['editor']): void {
  const field = document.createElement('textarea');
  field.ariaLabel = i18next.t('marks.noteText');
  field.maxLength = 4_000;
  field.style.cssText = 'position: fixed; inset: 50% auto auto 50%; width: 1px; height: 1px; padding: 0; border: 0; opacity: 0; pointer-events: none';
  let isComposing = false;
  const drawn = new MutationObserver(handOver);

  function end() {
    drawn.disconnect();
    field.remove();
  }
  function handOver() {
    if (!field.isConnected) end();
    // A letter that takes several keys is finished where it was begun.
    else if (!isComposing && typeIn(note)) end();
  }
  field.addEventListener('input', () => {
    store.getState().send({ type: 'note.change', note: { ...note, text: field.value } }, { mergeKey: `note:${note.id}` });
  });
  field.addEventListener('compositionstart', () => {
    isComposing = true;
  });
  field.addEventListener('compositionend', () => {
    isComposing = false;
    handOver();
  });
  field.addEventListener('keydown', (event) => {
    // As in a note: the canvas would move or remove the chosen step.
    if (event.key !== 'Escape' && !event.ctrlKey && !event.metaKey) event.stopPropagation();
  });
  field.addEventListener('blur', () => {
    // Whoever goes elsewhere on the page meanwhile is not called back; whoever looks into another window is.
    if (document.activeElement !== field) end();
  });
  document.querySelector('.react-flow')?.append(field);
  drawn.observe(document.body, { childList: true, subtree: true });
  field.focus({ preventScroll: true });
}
