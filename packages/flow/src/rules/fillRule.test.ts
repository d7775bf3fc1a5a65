import { expect, test } from 'vitest';
import type { Rule, RuleGroup } from '../graph/FlowGraph.ts';
import { evaluateRules } from './evaluateRules.ts';
import { fillRule } from './fillRule.ts';

const data = {
  trigger: { order: { code: 'DH01', total: 500000, tags: ['vip', '{{ now }}'] }, note: 'mã {{ event.order.code }}', name: 'Lan' },
  steps: { set: { limit: 3 } },
};
const scope = { data, now: Date.UTC(2026, 10, 22), timezone: 'Asia/Ho_Chi_Minh' };
const fill = (entry: Rule | RuleGroup) => fillRule({ ...scope, rule: { combinator: 'and', rules: [entry] } }).rules[0];
const holds: RuleGroup = { combinator: 'and', not: false, rules: [] };
const fails: RuleGroup = { combinator: 'and', not: true, rules: [] };

test.each<[string, Rule, Rule | RuleGroup]>([
  ['a pill becomes its value', rule('event.order.code', '=', '{{ trigger.order.code }}'), rule('event.order.code', '=', 'DH01')],
  ['a number stays a number', rule('event.rating.stars', '<=', '{{ steps.set.limit }}'), rule('event.rating.stars', '<=', 3)],
  ['text around a pill', rule('event.text', 'contains', 'đơn {{ trigger.order.code }}'), rule('event.text', 'contains', 'đơn DH01')],
  ['each item of a list', rule('event.code', 'in', ['{{ trigger.order.code }}', 'x']), rule('event.code', 'in', ['DH01', 'x'])],
  ['the event is left alone', rule('event.a', '=', '{{ event.b | upcase }}'), rule('event.a', '=', '{{ event.b | upcase }}')],
  ['the event beside the run’s data', rule('event.a', '=', '{{ trigger.name }}-{{ event.b }}'), rule('event.a', '=', 'Lan-{{ event.b }}')],
  ['the moment of the event', rule('event.at', '<', '{{ now }}'), rule('event.at', '<', '{{ now }}')],
  ['text that looks like a template', rule('event.text', '=', '{{ trigger.note }}'), rule('event.text', '=', 'mã {{ "{{" }} event.order.code }}')],
  ['an amount of time', rule('event.at', 'withinLast', { amount: 2, unit: 'days' }), rule('event.at', 'withinLast', { amount: 2, unit: 'days' })],
  ['nothing to compare with', { field: 'event.text', operator: 'notNull' }, { field: 'event.text', operator: 'notNull' }],
  ['missing data', rule('event.text', '!=', '{{ trigger.nothing }}'), rule('event.text', '!=', undefined)],
  ['the run’s own data that holds', rule('trigger.order.total', '>', 100000), holds],
  ['the run’s own data that does not', rule('trigger.order.total', '>', 900000), fails],
  ['the run’s own data against the event’s', rule('trigger.order.total', '<', '{{ event.order.total }}'), rule('event.order.total', '>', 500000)],
])('%s', (_name, before, after) => {
  expect(fill(before)).toEqual(after);
});

test('groups keep their joints and are filled to the bottom', () => {
  const rule: RuleGroup = {
    combinator: 'or',
    not: true,
    rules: [{ id: 'g', combinator: 'and', rules: [{ id: 'r', field: 'event.code', operator: '=', value: '{{ trigger.order.code }}', ignoreMarks: true }] }],
  };
  expect(fillRule({ ...scope, rule })).toEqual({
    combinator: 'or',
    not: true,
    rules: [{ id: 'g', combinator: 'and', rules: [{ id: 'r', field: 'event.code', operator: '=', value: 'DH01', ignoreMarks: true }] }],
  });
});

test.each([
  ['mã {{ event.order.code }}', true],
  ['mã DH01', false],
])('the event “%s” is compared with the note as it is written: %s', (text, expected) => {
  const rule = fillRule({ ...scope, rule: { combinator: 'and', rules: [{ field: 'event.text', operator: '=', value: '{{ trigger.note }}' }] } });
  const event = { text, order: { code: 'DH01' } };
  expect(evaluateRules({ rule, data: { trigger: {}, steps: {}, event }, now: scope.now, timezone: scope.timezone })).toBe(expected);
});

function rule(field: string, operator: Rule['operator'], value: unknown): Rule {
  return { field, operator, value };
}
