import { isRichText, parseTemplate, printRichText, printTemplate, type RichPiece, readRichText, richTemplate } from '@noi/flow';
import type { JSONContent } from '@tiptap/core';

type Inline = Extract<RichPiece, { type: 'open' }>['tag'];

/** What the editor draws for a value: its HTML with chips' places in it. Plain words of before become paragraphs. */
export function editorHtml(value: string): string {
  const page = document.implementation.createHTMLDocument();
  let at: HTMLElement = page.body;
  const put = (name: string): HTMLElement => at.appendChild(page.createElement(name));
  for (const piece of readRichText(isRichText(value) ? value : richTemplate(value))) {
    switch (piece.type) {
      case 'open':
        at = put(piece.tag);
        break;
      case 'link':
        at = put('a');
        at.dataset.address = printTemplate(piece.address);
        break;
      case 'close':
        at = at.parentElement ?? page.body;
        break;
      case 'break':
        put('br');
        break;
      case 'words':
        for (const segment of piece.segments) {
          if (segment.type === 'text') at.append(segment.text);
          else put('span').dataset.template = printTemplate([segment]);
        }
    }
  }
  return page.body.innerHTML;
}

/** The value for what the editor holds; nothing when there is nothing in it. */
export function printDoc({ content = [] }: JSONContent): string {
  const last = content.findLastIndex(holdsWords);
  return printRichText(content.slice(0, last + 1).flatMap(blockPieces));
}

function holdsWords({ type, text, content = [] }: JSONContent): boolean {
  return type === 'pill' || (text ?? '').trim() !== '' || content.some(holdsWords);
}

function blockPieces(block: JSONContent): readonly RichPiece[] {
  const { type, attrs, content = [] } = block;
  if (type === 'bulletList' || type === 'orderedList') return wrapped(type === 'bulletList' ? 'ul' : 'ol', content.flatMap(blockPieces));
  if (type === 'listItem') {
    // An item says its words without paragraphs around them.
    const lines = content.flatMap((line, index): readonly RichPiece[] => {
      if (line.type !== 'paragraph') return blockPieces(line);
      return [...(content[index - 1]?.type === 'paragraph' ? [{ type: 'break' as const }] : []), ...inlinePieces(line.content ?? [])];
    });
    return wrapped('li', lines);
  }
  if (type === 'heading') return wrapped(attrs?.level === 2 ? 'h2' : 'h3', inlinePieces(content));
  return wrapped('p', inlinePieces(content));
}

function wrapped(tag: Inline, inside: readonly RichPiece[]): readonly RichPiece[] {
  return [{ type: 'open', tag }, ...inside, { type: 'close', tag }];
}

const marks: readonly { readonly name: string; readonly tag: Inline | 'a' }[] = [
  { name: 'link', tag: 'a' },
  { name: 'bold', tag: 'strong' },
  { name: 'italic', tag: 'em' },
  { name: 'underline', tag: 'u' },
];

interface OpenMark {
  readonly tag: Inline | 'a';
  readonly address: string;
}

/** Words with their marks as tags that close in order: what two neighbours share stays open between them. */
function inlinePieces(nodes: readonly JSONContent[]): readonly RichPiece[] {
  const pieces: RichPiece[] = [];
  let isOpen: readonly OpenMark[] = [];
  const become = (wanted: readonly OpenMark[]) => {
    const differs = wanted.findIndex((mark, index) => isOpen[index]?.tag !== mark.tag || isOpen[index]?.address !== mark.address);
    const shared = differs < 0 ? Math.min(wanted.length, isOpen.length) : differs;
    for (const { tag } of isOpen.slice(shared).toReversed()) pieces.push({ type: 'close', tag });
    for (const { tag, address } of wanted.slice(shared)) pieces.push(tag === 'a' ? { type: 'link', address: parseTemplate(address) } : { type: 'open', tag });
    isOpen = wanted;
  };
  for (const node of nodes) {
    become(
      marks.flatMap(({ name, tag }) =>
        (node.marks ?? []).filter((mark) => mark.type === name).map(({ attrs }) => ({ tag, address: String(attrs?.address ?? '') })),
      ),
    );
    if (node.type === 'hardBreak') pieces.push({ type: 'break' });
    else if (node.type === 'pill') pieces.push({ type: 'words', segments: parseTemplate(String(node.attrs?.template)) });
    else pieces.push({ type: 'words', segments: [{ type: 'text', text: (node.text ?? '').replaceAll('\u00A0', ' ') }] });
  }
  become([]);
  return pieces;
}
