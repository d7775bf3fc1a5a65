import type { TemplateSegment } from '@noi/flow';

export type Pill = Extract<TemplateSegment, { type: 'data' }>;

/** Gives the caret a place to stand beside a chip; never part of the value. */
const caretHold = '\u200B';

/** What a chip shows. */
export type DescribePill = (pill: Pill) => { label: string; isKnown: boolean; hint: string };

/** Draws segments into the editable element. */
export function drawSegments(root: HTMLElement, segments: readonly TemplateSegment[], describe: DescribePill) {
  const parts: Node[] = [];
  segments.forEach((segment, index) => {
    if (segment.type === 'text') {
      parts.push(document.createTextNode(segment.text));
      return;
    }
    if (segments[index - 1]?.type !== 'text') parts.push(document.createTextNode(caretHold));
    parts.push(makeChip(segment, describe));
    if (index === segments.length - 1) parts.push(document.createTextNode(caretHold));
  });
  const last = segments.at(-1);
  // A browser does not show a line break that nothing follows.
  if (last?.type === 'text' && last.text.endsWith('\n')) parts.push(document.createTextNode('\n'));
  root.replaceChildren(...parts);
}

export function makeChip(pill: Pill, describe: DescribePill): HTMLElement {
  const chip = document.createElement('span');
  chip.contentEditable = 'false';
  chip.dataset.pill = JSON.stringify(pill);
  paintChip(chip, describe(pill));
  return chip;
}

/** Puts the words on a chip again, after the language or the data changed. */
export function repaintChips(root: HTMLElement, describe: DescribePill) {
  for (const chip of root.querySelectorAll<HTMLElement>('[data-pill]')) {
    const pill = pillOf(chip);
    if (pill) paintChip(chip, describe(pill));
  }
}

function paintChip(chip: HTMLElement, { label, isKnown, hint }: ReturnType<DescribePill>) {
  chip.textContent = label;
  chip.title = hint;
  chip.dataset.known = String(isKnown);
}

export function pillOf(chip: HTMLElement): Pill | null {
  const written = chip.dataset.pill;
  // Only chips drawn here carry this attribute.
  return written ? (JSON.parse(written) as Pill) : null;
}

/** Reads back what the editable element holds. */
export function readSegments(root: HTMLElement): TemplateSegment[] {
  const segments: TemplateSegment[] = [];
  const addText = (text: string) => {
    const last = segments.at(-1);
    if (text === '') return;
    if (last?.type === 'text') segments[segments.length - 1] = { type: 'text', text: last.text + text };
    else segments.push({ type: 'text', text });
  };
  function walk(node: Node) {
    if (node instanceof Text) addText(node.data.replaceAll(caretHold, '').replaceAll('\u00A0', ' '));
    else if (node instanceof HTMLElement) {
      const pill = pillOf(node);
      if (pill) segments.push(pill);
      else if (node.tagName === 'BR') addText('\n');
      else node.childNodes.forEach(walk);
    }
  }
  root.childNodes.forEach(walk);

  const last = segments.at(-1);
  if (last?.type === 'text' && last.text.endsWith('\n')) {
    const text = last.text.slice(0, -1);
    if (text === '') segments.pop();
    else segments[segments.length - 1] = { type: 'text', text };
  }
  return segments;
}

/** Puts a chip at the caret (or at the end), replacing `replaced` characters before it, and moves the caret behind it. */
export function insertChip(root: HTMLElement, chip: HTMLElement, { at, replaced }: { at: Range | null; replaced: number }) {
  const range = at && root.contains(at.startContainer) ? at : endOf(root);
  range.deleteContents();
  if (replaced > 0 && range.startContainer instanceof Text) {
    const { startContainer, startOffset } = range;
    startContainer.deleteData(Math.max(0, startOffset - replaced), Math.min(replaced, startOffset));
  }
  const after = document.createTextNode(caretHold);
  range.insertNode(after);
  range.insertNode(chip);
  if (!chip.previousSibling) chip.before(document.createTextNode(caretHold));
  const caret = document.createRange();
  caret.setStart(after, after.length);
  const selection = window.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(caret);
}

function endOf(root: HTMLElement): Range {
  const range = document.createRange();
  range.selectNodeContents(root);
  range.collapse(false);
  return range;
}
