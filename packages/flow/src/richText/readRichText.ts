import type { richTags } from '@noi/events';
import { parseTemplate, type TemplateSegment } from '../template/parseTemplate.ts';

type Tag = Exclude<(typeof richTags)[number], 'br'>;

/** A piece of rich text. Tags are always closed, in order; `words` are as people read them, without entities. */
export type RichPiece =
  | { readonly type: 'open'; readonly tag: Exclude<Tag, 'a'> }
  | { readonly type: 'link'; readonly address: readonly TemplateSegment[] }
  | { readonly type: 'close'; readonly tag: Tag }
  | { readonly type: 'break' }
  | { readonly type: 'words'; readonly segments: readonly TemplateSegment[] };

/** Stands for a pill while markup is looked for, so that nothing in a pill is taken for markup. Private characters that no text has. */
const hold = '\uE000';
const held = /\uE000(\d+)\uE000/;
const markup = /<(\/?)(p|h2|h3|ul|ol|li|strong|em|u)>|<(br) ?\/?>|<a href="([^"<>]*)">|<(\/a)>/g;

/** Rich text in pieces. Never fails: what is no markup of rich text is words, so that a foreign tag shows as what it is. */
export function readRichText(template: string): readonly RichPiece[] {
  const pills = parseTemplate(template);
  const flat = pills.map((segment, index) => (segment.type === 'text' ? segment.text.replaceAll(hold, '') : `${hold}${index}${hold}`)).join('');
  const segmentsIn = (written: string): readonly TemplateSegment[] =>
    written.split(held).flatMap((part, place): readonly TemplateSegment[] => {
      if (place % 2 === 0) return part === '' ? [] : [{ type: 'text', text: decoded(part) }];
      const pill = pills[Number(part)];
      return pill ? [pill] : [];
    });

  const pieces: RichPiece[] = [];
  const isOpen: Tag[] = [];
  const closeUpTo = (tag: Tag) => {
    while (isOpen.includes(tag)) {
      const last = isOpen.pop();
      if (last !== undefined) pieces.push({ type: 'close', tag: last });
      if (last === tag) return;
    }
  };
  const words = (from: number, to?: number) => {
    const segments = segmentsIn(flat.slice(from, to));
    if (segments.length > 0) pieces.push({ type: 'words', segments });
  };

  let at = 0;
  for (const found of flat.matchAll(markup)) {
    words(at, found.index);
    at = found.index + found[0].length;
    const [, slash, name, lineBreak, address, endOfLink] = found;
    if (lineBreak) pieces.push({ type: 'break' });
    else if (endOfLink) closeUpTo('a');
    else if (address !== undefined) {
      // A link in a link would end the first one.
      closeUpTo('a');
      isOpen.push('a');
      pieces.push({ type: 'link', address: segmentsIn(address) });
    } else if (slash) closeUpTo(name as Tag);
    else {
      isOpen.push(name as Tag);
      pieces.push({ type: 'open', tag: name as Exclude<Tag, 'a'> });
    }
  }
  words(at);
  for (const tag of isOpen.toReversed()) pieces.push({ type: 'close', tag });
  return pieces;
}

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': '\u00A0', '&amp;': '&' };

function decoded(written: string): string {
  return written.replace(/&(?:lt|gt|quot|#39|nbsp|amp);/g, (entity) => entities[entity] ?? entity);
}
