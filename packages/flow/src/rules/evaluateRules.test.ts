import { expect, test } from 'vitest';
import type { Rule, RuleGroup } from '../graph/FlowGraph.ts';
import { evaluateRules } from './evaluateRules.ts';

const data = {
  trigger: {
    order: { total: 1250000, code: '0012', state: 'delivered', paid: true, note: '', tags: ['vip', 'Sỉ'] },
    customer: { name: 'Nguyễn Thị Lan' },
    deliveredAt: '2026-11-22T20:15:00.000Z',
  },
  steps: { set: { limit: '1000000' } },
};
const scope = { data, timezone: 'Asia/Ho_Chi_Minh', now: Date.UTC(2026, 10, 25) };
const one = (field: string, operator: Rule['operator'], value?: unknown) =>
  evaluateRules({ ...scope, rule: { combinator: 'and', rules: [{ field, operator, value }] } });

test.each<[string, Rule['operator'], unknown, boolean]>([
  ['trigger.order.total', '>', 1000000, true],
  ['trigger.order.total', '>', '1000000', true],
  ['trigger.order.total', '>', '{{ steps.set.limit }}', true],
  ['trigger.order.total', '<', 1000000, false],
  ['trigger.order.total', '>=', 1250000, true],
  ['trigger.order.total', '<=', 1249999, false],
  ['trigger.order.total', '=', '1250000', true],
  ['trigger.order.total', '!=', 'abc', true],
  // Text stays text: no number is read out of an order code.
  ['trigger.order.code', '=', '12', false],
  ['trigger.order.code', '=', '0012', true],
  ['trigger.order.state', '=', 'Delivered', true],
  ['trigger.order.state', '!=', 'open', true],
  ['trigger.order.state', 'in', ['open', 'delivered'], true],
  ['trigger.order.state', 'in', 'open, delivered', true],
  ['trigger.order.state', 'notIn', 'open, delivered', false],
  ['trigger.order.paid', '=', true, true],
  ['trigger.order.paid', '=', 'false', false],
  ['trigger.order.tags', 'contains', 'VIP', true],
  ['trigger.order.tags', 'doesNotContain', 'vip', false],
  ['trigger.customer.name', 'contains', 'thị', true],
  ['trigger.customer.name', 'contains', 'thi', false],
  ['trigger.customer.name', 'beginsWith', 'nguyễn'.normalize('NFD'), true],
  ['trigger.customer.name', 'endsWith', 'Lan', true],
  // 20:15 UTC is already the 23rd in Việt Nam.
  ['trigger.deliveredAt', '=', '2026-11-23', true],
  ['trigger.deliveredAt', '<=', '2026-11-23', true],
  ['trigger.deliveredAt', '>=', '23/11/2026', true],
  ['trigger.deliveredAt', '>', '23/11/2026', false],
  ['trigger.deliveredAt', '<', '2026-11-23', false],
  ['trigger.deliveredAt', '<', '2026-11-23T05:00:00+07:00', true],
  ['trigger.deliveredAt', '<', '{{ now }}', true],
  ['trigger.customer', 'contains', 'object', false],
  ['trigger.customer', '=', '[object Object]', false],
  // Things that have no order.
  ['trigger.order.tags', '>', 1, false],
  ['trigger.order.tags', '<=', 1, false],
  ['trigger.order.total', '<', 'abc', false],
  // Missing data.
  ['trigger.order.note', 'null', undefined, true],
  ['trigger.order.note', 'notNull', undefined, false],
  ['trigger.order.total', 'null', undefined, false],
  ['trigger.order.total', 'notNull', undefined, true],
  ['trigger.nothing', '=', 'x', false],
  ['trigger.nothing', '!=', 'x', false],
  ['trigger.nothing', 'notIn', 'x', false],
  ['trigger.nothing', 'doesNotContain', 'x', false],
  ['trigger.order.total', '>', '{{ trigger.nothing }}', false],
  ['trigger.order.total', '!=', undefined, false],
])('%s %s %j is %s', (field, operator, value, expected) => {
  expect(one(field, operator, value)).toBe(expected);
});

const yes: Rule = { field: 'trigger.order.paid', operator: '=', value: true };
const no: Rule = { field: 'trigger.order.paid', operator: '=', value: false };

test.each<[string, RuleGroup, boolean]>([
  ['and of both', { combinator: 'and', rules: [yes, no] }, false],
  ['or of both', { combinator: 'or', rules: [yes, no] }, true],
  ['not', { combinator: 'and', not: true, rules: [yes, no] }, true],
  ['nested', { combinator: 'and', rules: [yes, { combinator: 'or', rules: [no, yes] }] }, true],
  ['empty', { combinator: 'or', rules: [] }, true],
])('%s', (_name, rule, expected) => {
  expect(evaluateRules({ ...scope, rule })).toBe(expected);
});
