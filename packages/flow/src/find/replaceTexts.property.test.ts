import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyCommand } from '../edit/applyCommand.ts';
import { invertCommand } from '../edit/invertCommand.ts';
import { parseTemplate, type TemplateSegment } from '../template/parseTemplate.ts';
import { printTemplate } from '../template/printTemplate.ts';
import { aGraph } from '../testing/aGraph.ts';
import { testCatalog } from '../testing/testCatalog.ts';
import { matchText } from './matchText.ts';
import { replaceTexts } from './replaceTexts.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'á', 'A', 'b', 'đ', ' ', '{', '}', '"', '%', 'a\u0301'), maxLength: 8 });
const segment: fc.Arbitrary<TemplateSegment> = fc.oneof(
  letters.map((text) => ({ type: 'text' as const, text })),
  fc.constantFrom('trigger.order.code', 'trigger.customer.name').map((path) => ({ type: 'data' as const, path, filters: '', fallback: 'a' })),
);
const query = fc.string({ unit: fc.constantFrom('a', 'á', 'b', 'đ', ' '), minLength: 1, maxLength: 2 });
const pillsOf = (template: string) => parseTemplate(template).filter(({ type }) => type === 'data');

test('whatever is replaced, pills stay the same in the same order, and taking it back gives the same flow', () => {
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 6 }), query, letters, fc.boolean(), (segments, wanted, replacement, ignoreMarks) => {
      const text = printTemplate(segments);
      const graph = aGraph().trigger().note('note', text).build();
      const { command, count } = replaceTexts({ graph, catalog: testCatalog, query: wanted, ignoreMarks, replacement });
      const words = parseTemplate(text).flatMap((one) => (one.type === 'text' ? matchText(one.text, wanted, ignoreMarks) : []));
      expect(count).toBe(words.length);
      if (!command) return;
      const after = applyCommand(graph, command);
      const step = after.steps.note;
      const written = step?.kind === 'action' ? step.input.text : null;
      expect(pillsOf(String(written))).toEqual(pillsOf(text));
      expect(applyCommand(after, invertCommand(graph, command))).toEqual(graph);
    }),
    { numRuns: 300 },
  );
});

test('what is found is what was asked for, folded, and the rest of the text is untouched', () => {
  const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
  fc.assert(
    fc.property(letters, query, (text, wanted) => {
      const found = matchText(text, wanted, true);
      for (const { from, to } of found) expect(fold(text.slice(from, to))).toBe(fold(wanted));
      for (const [index, { from }] of found.entries()) expect(from).toBeGreaterThanOrEqual(found[index - 1]?.to ?? 0);
    }),
    { numRuns: 300 },
  );
});
