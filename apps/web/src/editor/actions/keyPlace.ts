/** Whose keys a press is: the canvas's, a form's of the document, another field's, or those of a dialog or menu, which keeps all of them. */
export type KeyPlace = 'canvas' | 'forms' | 'fields' | 'closed';

/** Controls that keep what is typed. Texts with data in them are elements that the browser lets one edit, of either kind: `true` or `plaintext-only`. */
export const typedInto = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';

/** Where on the page the keyboard stands. */
export function keyPlaceOf(target: EventTarget | null): KeyPlace {
  if (!(target instanceof Element)) return 'canvas';
  if (target.closest('[role="dialog"], [role="menu"], [role="listbox"]')) return 'closed';
  if (!target.closest(typedInto)) return 'canvas';
  return target.closest('[data-undo="document"]') ? 'forms' : 'fields';
}
