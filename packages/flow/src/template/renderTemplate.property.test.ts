import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filterNames } from './liquidEngine.ts';
import { renderTemplate } from './renderTemplate.ts';

const around = { timezone: 'Asia/Ho_Chi_Minh', now: Date.UTC(2026, 10, 25) };
const chains = fc.constantFrom('', ...filterNames.map((name) => ` | ${name}`), ' | first_name | upcase', ' | split: "," | first', ' | truncate: 3');

test('a message has no hole and no trace of code, whatever the data', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 2 }), chains, (value, chain) => {
      const rendered = renderTemplate({ template: `[{{ trigger.x${chain} }}]`, data: { trigger: { x: value }, steps: {} }, ...around });
      if (!rendered.ok) {
        expect(rendered.text.vi).not.toBe('');
        return;
      }
      const filled = String(rendered.value).slice(1, -1);
      expect(filled.trim()).not.toBe('');
      if (typeof value !== 'string' && chain !== ' | json') expect(filled).not.toMatch(/\[object|undefined|NaN/);
    }),
    { numRuns: 800 },
  );
});

test('a pill alone keeps its value', () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer(), fc.boolean(), fc.array(fc.integer(), { minLength: 1 })), (value) => {
      expect(renderTemplate({ template: '{{ trigger.x }}', data: { trigger: { x: value }, steps: {} }, ...around })).toEqual({ ok: true, value });
    }),
  );
});
