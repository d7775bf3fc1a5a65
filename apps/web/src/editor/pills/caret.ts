import type { CaretPlace } from '../stepData/InsertDataButton.tsx';

/** Where the caret is in an editable element, or null when it is elsewhere. */
export function caretIn(root: HTMLElement): Range | null {
  const selection = window.getSelection();
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
  return range && root.contains(range.startContainer) ? range.cloneRange() : null;
}

/** Where a caret stands on the screen. In an empty element the browser gives it no place, so the element's own is taken. */
export function placeOfCaret(root: HTMLElement): CaretPlace {
  const range = caretIn(root);
  const box = range?.getBoundingClientRect();
  const { left, top, height } = box && box.height > 0 ? box : root.getBoundingClientRect();
  return { left, top, height };
}

/** The place in an editable element under the pointer; behind a chip when the pointer is on one. */
export function caretAtPoint(root: HTMLElement, { clientX, clientY }: { clientX: number; clientY: number }): Range | null {
  const position = document.caretPositionFromPoint(clientX, clientY);
  if (!position || !root.contains(position.offsetNode)) return null;
  const range = document.createRange();
  const chip = position.offsetNode.parentElement?.closest('[data-pill]');
  if (chip) range.setStartAfter(chip);
  else range.setStart(position.offsetNode, position.offset);
  range.collapse(true);
  return range;
}

/** A slash inside a word, a date or an address is only a slash. */
export function isAtWordStart(): boolean {
  const selection = window.getSelection();
  if (!selection || selection.rangeCount === 0) return false;
  const { startContainer, startOffset } = selection.getRangeAt(0);
  if (!(startContainer instanceof Text)) return true;
  const before = startContainer.data.slice(0, startOffset).replaceAll('\u200B', '');
  return before === '' || /\s$/.test(before);
}
