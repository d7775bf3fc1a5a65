import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTemplate, type TemplateSegment } from './parseTemplate.ts';
import { printTemplate } from './printTemplate.ts';
import { lonePath, templatePieces } from './templatePieces.ts';
import { somePiece } from './testing/someTemplates.ts';

const templates = fc.array(somePiece, { maxLength: 4 }).map((segments) => printTemplate(segments));

const pathsOf = (pieces: readonly Pick<TemplateSegment & { path?: string }, 'type' | 'path'>[]) =>
  pieces.flatMap(({ type, path }) => (type === 'data' ? [path] : []));

test('what shows a template names the same data as what fills it', () => {
  fc.assert(
    fc.property(templates, (template) => {
      expect(pathsOf(templatePieces(template))).toEqual(pathsOf(parseTemplate(template)));
    }),
    { numRuns: 500 },
  );
});

test('a lone path is a pill without filters and nothing else', () => {
  fc.assert(
    fc.property(templates, (template) => {
      const [segment, ...rest] = parseTemplate(template.trim());
      expect(lonePath(template)).toBe(segment?.type === 'data' && rest.length === 0 && segment.filters === '' ? segment.path : null);
    }),
    { numRuns: 500 },
  );
});
