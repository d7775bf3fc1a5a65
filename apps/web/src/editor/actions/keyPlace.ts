/** Whose keys a press is: the canvas's, a form's of the document, another field's, or those of a dialog or menu, which keeps all of them. */
export type KeyPlace = 'canvas' | 'forms' | 'fields' | 'closed';

/** Where on the page the keyboard stands. */
export function keyPlaceOf(target: EventTarget | null): KeyPlace {
  if (!(target instanceof Element)) return 'canvas';
  if (target.closest('[role="dialog"], [role="menu"], [role="listbox"]')) return 'closed';
  if (!target.closest('input, textarea, select, [contenteditable="true"]')) return 'canvas';
  return target.closest('[data-undo="document"]') ? 'forms' : 'fields';
}
