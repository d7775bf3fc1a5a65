import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTemplate, type TemplateSegment } from './parseTemplate.ts';
import { printTemplate } from './printTemplate.ts';
import { somePiece, someWords } from './testing/someTemplates.ts';

/** Pieces as the reader gives them: no empty words, neighbouring words joined. */
function tidy(segments: readonly TemplateSegment[]): TemplateSegment[] {
  const result: TemplateSegment[] = [];
  for (const segment of segments) {
    const last = result.at(-1);
    if (segment.type === 'text' && last?.type === 'text') result[result.length - 1] = { type: 'text', text: last.text + segment.text };
    else if (segment.type === 'data' || segment.text !== '') result.push(segment);
  }
  return result;
}

test('what the pill editor prints is read back as the same pieces', () => {
  fc.assert(
    fc.property(fc.array(somePiece, { maxLength: 8 }), (segments) => {
      expect(parseTemplate(printTemplate(segments))).toEqual(tidy(segments));
    }),
    { numRuns: 500 },
  );
});

test('any text at all can be read, and printing it again changes nothing more', () => {
  fc.assert(
    fc.property(someWords, (template) => {
      const once = printTemplate(parseTemplate(template));
      expect(printTemplate(parseTemplate(once))).toBe(once);
    }),
    { numRuns: 500 },
  );
});
