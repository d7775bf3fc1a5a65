import { assertNever } from '@noi/errors';
import { parseTemplate, type TemplateSegment } from '../template/parseTemplate.ts';
import { printTemplate } from '../template/printTemplate.ts';
import { escapeHtml } from './escapeHtml.ts';
import { readRichText } from './readRichText.ts';

/** The words of rich text with their data, as a plain template: for lists, comparisons and other lines that show no form. */
export function plainTemplate(rich: string): string {
  const segments = readRichText(rich).flatMap((piece): readonly TemplateSegment[] => {
    switch (piece.type) {
      case 'words':
        return piece.segments;
      case 'break':
        return [{ type: 'text', text: '\n' }];
      case 'close':
        return inline.has(piece.tag) ? [] : [{ type: 'text', text: '\n' }];
      case 'open':
      case 'link':
        return [];
      default:
        return assertNever(piece);
    }
  });
  return printTemplate(segments).replace(/\n+/g, '\n').trim();
}

const inline: ReadonlySet<string> = new Set(['a', 'strong', 'em', 'u']);

/** Plain words with their data as rich text that reads the same. */
export function richTemplate(plain: string): string {
  const segments = parseTemplate(plain.trim()).map((segment) => (segment.type === 'data' ? segment : { ...segment, text: lines(segment.text) }));
  return `<p>${printTemplate(segments)}</p>`;
}

/** Plain words as rich text that reads the same. */
export function richWords(plain: string): string {
  return `<p>${lines(plain.trim())}</p>`;
}

/** An empty line parts paragraphs. */
function lines(plain: string): string {
  return escapeHtml(plain.replace(/\r\n?/g, '\n'))
    .replace(/\n{2,}/g, '</p><p>')
    .replaceAll('\n', '<br>');
}
