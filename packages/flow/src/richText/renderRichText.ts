import { isRichAddress } from '@noi/events';
import { mostLetters, tooLong } from '../template/mostLetters.ts';
import type { TemplateSegment } from '../template/parseTemplate.ts';
import { checkTemplate } from '../template/parseTemplate.ts';
import { type Rendered, type RenderRequest, renderPill } from '../template/renderTemplate.ts';
import { escapeHtml } from './escapeHtml.ts';
import { readRichText } from './readRichText.ts';

type Around = Omit<RenderRequest, 'template'>;
type Fault = Extract<Rendered, { ok: false }>;
type Filled = { readonly ok: true; readonly words: readonly { readonly text: string; readonly isData: boolean }[] } | Fault;

/**
 * Fills rich text. Data comes out as words whatever it holds: its `<` is a letter, its line breaks are line breaks. A link that with its data leads
 * nowhere that a link may lead is left out, its words stay.
 */
export function renderRichText({ template, ...around }: RenderRequest): Rendered {
  const reading = checkTemplate(template);
  if (!reading.ok) return reading;
  let html = '';
  let isLinkLeftOut = false;
  for (const piece of readRichText(template)) {
    switch (piece.type) {
      case 'open':
        html += `<${piece.tag}>`;
        break;
      case 'break':
        html += '<br>';
        break;
      case 'close':
        if (piece.tag !== 'a' || !isLinkLeftOut) html += `</${piece.tag}>`;
        break;
      case 'link': {
        const filled = fill(piece.address, around);
        if (!filled.ok) return filled;
        const address = addressOf(filled.words.map(({ text }) => text).join(''));
        isLinkLeftOut = !isRichAddress(address);
        if (!isLinkLeftOut) html += `<a href="${escapeHtml(address)}">`;
        break;
      }
      case 'words': {
        const filled = fill(piece.segments, around);
        if (!filled.ok) return filled;
        if (html.length + filled.words.reduce((sum, { text }) => sum + text.length, 0) > mostLetters) return { ok: false, text: tooLong };
        for (const { text, isData } of filled.words) html += isData ? escapeHtml(text).replace(/\r\n?|\n/g, '<br>') : escapeHtml(text);
      }
    }
  }
  return { ok: true, value: html.normalize('NFC') };
}

function fill(segments: readonly TemplateSegment[], around: Around): Filled {
  const words: { text: string; isData: boolean }[] = [];
  for (const segment of segments) {
    if (segment.type === 'text') {
      words.push({ text: segment.text, isData: false });
      continue;
    }
    const rendered = renderPill(segment, around);
    if (!rendered.ok) return rendered;
    words.push({ text: rendered.words, isData: true });
  }
  return { ok: true, words };
}

/** Blanks have no place in an address; in a phone number they only group its digits. */
function addressOf(written: string): string {
  const address = written.trim();
  return /^tel:/i.test(address) ? address.replace(/\s+/g, '') : address.replace(/\s+/g, '%20');
}
