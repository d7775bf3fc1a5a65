import type { TemplateSegment } from '../template/parseTemplate.ts';
import { printTemplate } from '../template/printTemplate.ts';
import { escapeHtml } from './escapeHtml.ts';
import type { RichPiece } from './readRichText.ts';

/** Rich text from its pieces: what `readRichText` reads back as the same. */
export function printRichText(pieces: readonly RichPiece[]): string {
  return printTemplate(pieces.flatMap(segmentsOf));
}

/** Printed as one template, since words before a pill decide how both are written. */
function segmentsOf(piece: RichPiece): readonly TemplateSegment[] {
  switch (piece.type) {
    case 'words':
      return piece.segments.map(escaped);
    case 'link':
      return [{ type: 'text', text: '<a href="' }, ...piece.address.map(escaped), { type: 'text', text: '">' }];
    case 'break':
      return [{ type: 'text', text: '<br>' }];
    default:
      return [{ type: 'text', text: piece.type === 'open' ? `<${piece.tag}>` : `</${piece.tag}>` }];
  }
}

function escaped(segment: TemplateSegment): TemplateSegment {
  return segment.type === 'text' ? { type: 'text', text: escapeHtml(segment.text) } : segment;
}
