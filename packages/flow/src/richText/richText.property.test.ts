import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { expect, test } from 'vitest';
import { printRichText } from './printRichText.ts';
import { readRichText } from './readRichText.ts';
import { renderRichText } from './renderRichText.ts';

const around = { timezone: 'Asia/Ho_Chi_Minh', now: 0 };
const markup = fc.constantFrom(
  '<p>',
  '</p>',
  '<h2>',
  '</h2>',
  '<ul><li>',
  '</li></ul>',
  '<strong>',
  '</strong>',
  '<em>',
  '</em>',
  '<u>',
  '<br>',
  '</a>',
  '<',
  '&amp;',
  'Chào',
);
const pill = fc.constantFrom('{{ trigger.x }}', '{{ trigger.x | upcase }}', '<a href="https://shop.vn/{{ trigger.x }}">', '{{ trigger.x | fallback: "<p>" }}');
const rich = fc.array(fc.oneof(markup, pill), { maxLength: 12 }).map((parts) => `<p>${parts.join('')}`);
const nasty = fc.oneof(fc.string(), fc.constantFrom('<b>', '</p>', '"><script>alert(1)</script>', '<!--', ']]>', '&lt;', 'a\nb', '{{ trigger.x }}'));

/** Tags with the names of their attributes, as a browser would read them. */
function tagsIn(html: string): string[] {
  const tags: string[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => name !== 'br' && tags.push(`${name} ${Object.keys(attributes).join(' ')}`),
    onclosetag: (name) => name !== 'br' && tags.push(`/${name}`),
    oncomment: () => tags.push('comment'),
  });
  parser.end(html);
  return tags;
}

const fill = (template: string, x: string) => renderRichText({ template, data: { trigger: { x }, steps: {} }, ...around });

test('whatever the data, filled rich text has the tags of its template', () => {
  fc.assert(
    fc.property(rich, nasty, (template, x) => {
      const harmless = fill(template, 'Lan');
      const filled = fill(template, x);
      if (filled.ok && harmless.ok) expect(tagsIn(String(filled.value))).toEqual(tagsIn(String(harmless.value)));
      else expect(x.trim()).toBe('');
    }),
    { numRuns: 600 },
  );
});

test('whatever is written, only rich text comes out, and printing it again changes nothing', () => {
  fc.assert(
    fc.property(fc.oneof(rich, fc.string(), nasty), (template) => {
      const printed = printRichText(readRichText(template));
      expect(printRichText(readRichText(printed))).toBe(printed);
      const known = /^\/?(?:p|h2|h3|ul|ol|li|strong|em|u)\s*$|^a href$|^\/a$/;
      const filled = fill(template, 'Lan');
      if (filled.ok) expect(tagsIn(String(filled.value)).filter((tag) => !known.test(tag))).toEqual([]);
    }),
    { numRuns: 600 },
  );
});
