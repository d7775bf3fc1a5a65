import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Rule, RuleGroup } from '../graph/FlowGraph.ts';
import { evaluateRules } from './evaluateRules.ts';
import { fillRule } from './fillRule.ts';
import { foldText } from './foldText.ts';

const vietnamese = fc.string({ unit: fc.constantFrom(...'aăâeêioôơuưyđAĂÂĐƠƯ ̣̀́̃̉ắặềợữ', 'ẳ'.normalize('NFD'), '{{', '{', '}}', 'x'), maxLength: 8 });
const words = fc.oneof(vietnamese, fc.string({ unit: 'grapheme', maxLength: 8 }));
const value = fc.oneof(words, fc.integer(), fc.boolean(), fc.constant('2026-11-22'), fc.constant(null), fc.array(words, { maxLength: 3 }));
const operator = fc.constantFrom<Rule['operator']>(
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'contains',
  'doesNotContain',
  'beginsWith',
  'endsWith',
  'in',
  'notIn',
  'null',
);
const field = fc.constantFrom('trigger.a', 'steps.s.b', 'event.c', 'trigger.none');
const pill = fc.constantFrom('{{ trigger.a }}', '{{ steps.s.b }}', '{{ event.c }}', 'x {{ trigger.a }}', '{{ trigger.none | fallback: "x" }}');
const rule = fc.record({ field, operator, value: fc.oneof(pill, fc.integer(), fc.constant('x')), ignoreMarks: fc.boolean() });
const group = fc.letrec<{ group: RuleGroup; entry: Rule | RuleGroup }>((tie) => ({
  group: fc.record({
    combinator: fc.constantFrom<'and' | 'or'>('and', 'or'),
    not: fc.boolean(),
    rules: fc.array(tie('entry'), { maxLength: 3, depthIdentifier: 'rules' }),
  }),
  entry: fc.oneof({ depthIdentifier: 'rules', maxDepth: 3 }, rule, tie('group')),
})).group;
const data = fc.record({
  trigger: fc.record({ a: value }),
  steps: fc.record({ s: fc.record({ b: value }) }),
  event: fc.record({ c: value }),
});
const clock = { now: Date.UTC(2026, 10, 22), timezone: 'Asia/Ho_Chi_Minh' };
const same = (left: string, right: string) =>
  evaluateRules({
    ...clock,
    data: { trigger: { left, right }, steps: {} },
    rule: { combinator: 'and', rules: [{ field: 'trigger.left', operator: '=', value: '{{ trigger.right }}', ignoreMarks: true }] },
  });

test('folding a text twice changes nothing', () => {
  fc.assert(
    fc.property(words, fc.boolean(), (text, ignoreMarks) => {
      const folded = foldText(text, ignoreMarks);
      expect(foldText(folded, ignoreMarks)).toBe(folded);
      expect(foldText(foldText(text), ignoreMarks)).toBe(folded);
    }),
  );
});

test('not turns every condition round', () => {
  fc.assert(
    fc.property(group, data, (rule, known) => {
      const scope = { ...clock, data: known };
      expect(evaluateRules({ rule: { ...rule, not: !rule.not }, ...scope })).toBe(!evaluateRules({ rule, ...scope }));
    }),
  );
});

test('without marks a text is itself in any case and encoding, and sameness has no direction', () => {
  fc.assert(
    fc.property(vietnamese, vietnamese, (left, right) => {
      expect(same(left, right)).toBe(same(right, left));
      if (left.trim() === '') return;
      for (const other of [left, left.toUpperCase(), left.normalize('NFD'), left.normalize('NFC')]) expect(same(left, other)).toBe(true);
    }),
  );
});

test('a condition that was filled decides without the run’s data as it did with it', () => {
  fc.assert(
    fc.property(group, data, (rule, known) => {
      const filled = JSON.parse(JSON.stringify(fillRule({ rule, ...clock, data: { trigger: known.trigger, steps: known.steps } })));
      const later = { trigger: {}, steps: {}, event: known.event };
      // Turned round, two texts that only one side could read are still two texts; what is left out here has no turned form.
      fc.pre(!usesEventAsValueOnly(rule));
      expect(evaluateRules({ rule: filled, ...clock, data: later })).toBe(evaluateRules({ rule, ...clock, data: known }));
    }),
  );
});

/** The run's data against the event's by an operator that cannot change sides. */
function usesEventAsValueOnly(group: RuleGroup): boolean {
  return group.rules.some((entry) =>
    'rules' in entry
      ? usesEventAsValueOnly(entry)
      : !entry.field.startsWith('event') && entry.value === '{{ event.c }}' && !['=', '!=', '<', '<=', '>', '>=', 'null'].includes(entry.operator),
  );
}
