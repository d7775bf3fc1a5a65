import { describe, expect, test } from 'vitest';
import type { Rule } from '../graph/FlowGraph.ts';
import { evaluateRules } from './evaluateRules.ts';

const data = {
  trigger: {
    order: { total: 1_250_000, tags: ['Khách quen', 'VIP'], code: 'DH-0012' },
    customer: { name: 'Đặng Thị Nở', city: 'HẢI PHÒNG', born: '1990-11-22' },
    // 20:15 UTC on the 22nd is already the 23rd in Việt Nam.
    deliveredAt: '2026-11-22T20:15:00.000Z',
    due: '2026-11-25',
  },
  steps: { set: { days: 3, low: 1_000_000 } },
  event: { rating: { stars: 2 }, order: { code: 'DH-0012' } },
};
const noon = Date.parse('2026-11-25T12:00:00+07:00');
const one = (rule: Rule, { now = noon, timezone = 'Asia/Ho_Chi_Minh', trigger = {} } = {}) =>
  evaluateRules({ rule: { combinator: 'and', rules: [rule] }, data: { ...data, trigger: { ...data.trigger, ...trigger } }, now, timezone });

test.each<[string, Rule['operator'], unknown, boolean]>([
  ['trigger.order.total', 'between', [1_000_000, 2_000_000], true],
  ['trigger.order.total', 'between', [1_250_000, 1_250_000], true],
  ['trigger.order.total', 'between', ['{{ steps.set.low }}', '2000000'], true],
  ['trigger.order.total', 'between', [1_250_001, 2_000_000], false],
  ['trigger.order.total', 'between', [2_000_000, 1_000_000], false],
  ['trigger.order.total', 'between', [1_000_000, ''], false],
  ['trigger.order.total', 'between', [1_000_000], false],
  ['trigger.order.total', 'between', 1_250_000, false],
  ['trigger.deliveredAt', 'between', ['2026-11-23', '2026-11-23'], true],
  ['trigger.deliveredAt', 'between', ['20/11/2026', '22/11/2026'], false],
  ['trigger.deliveredAt', 'between', ['2026-11-22T20:00:00Z', '2026-11-22T20:15:00Z'], true],
  // Letters have no amount: there is no "between" of texts.
  ['trigger.order.code', 'between', ['A', 'Z'], false],
  ['trigger.order.tags', 'containsAny', ['vip', 'sỉ'], true],
  ['trigger.order.tags', 'containsAny', 'sỉ, lẻ', false],
  ['trigger.order.tags', 'containsAll', 'khách quen, vip', true],
  ['trigger.order.tags', 'containsAll', ['vip', 'sỉ'], false],
  ['trigger.order.tags', 'containsAll', ['vip', '{{ trigger.nothing }}'], true],
  ['trigger.order.tags', 'containsAll', ', ', false],
  ['trigger.customer.name', 'containsAny', ['Nở', 'Hoa'], true],
  ['trigger.customer.name', 'containsAll', ['đặng', 'nở'], true],
  ['trigger.customer.name', 'containsAll', ['đặng', 'no'], false],
  ['trigger.nothing', 'containsAny', ['x'], false],
  ['event.rating.stars', '<=', '{{ steps.set.days }}', true],
  ['trigger.order.code', '=', '{{ event.order.code }}', true],
])('%s %s %j is %s', (field, operator, value, expected) => {
  expect(one({ field, operator, value })).toBe(expected);
});

describe('without tone marks', () => {
  test.each<[string, Rule['operator'], unknown, boolean]>([
    ['trigger.customer.name', '=', 'dang thi no', true],
    ['trigger.customer.name', '=', 'ĐẶNG THỊ NỞ', true],
    ['trigger.customer.name', '=', 'Đặng Thị Nở'.normalize('NFD'), true],
    ['trigger.customer.name', '=', 'Dang Thi Noi', false],
    ['trigger.customer.name', '!=', 'dang thi no', false],
    ['trigger.customer.name', 'contains', 'THI', true],
    ['trigger.customer.name', 'doesNotContain', 'thí', false],
    ['trigger.customer.name', 'beginsWith', 'DANG', true],
    ['trigger.customer.name', 'endsWith', 'nơ', true],
    ['trigger.customer.city', 'in', ['hai phong', 'da nang'], true],
    ['trigger.customer.city', 'in', 'Hà Nội, Hai Phòng', true],
    ['trigger.customer.city', 'notIn', 'hai phong', false],
    ['trigger.order.tags', 'contains', 'khach quen', true],
    ['trigger.order.tags', 'containsAll', ['khach quen', 'vip'], true],
    ['trigger.order.tags', 'containsAny', ['khach', 'la'], false],
    ['trigger.order.total', '=', '1250000', true],
  ])('%s %s %j is %s', (field, operator, value, expected) => {
    expect(one({ field, operator, value, ignoreMarks: true })).toBe(expected);
  });

  test('marks count where that is not asked for', () => {
    expect(one({ field: 'trigger.customer.name', operator: '=', value: 'dang thi no' })).toBe(false);
  });
});

describe('dates relative to now (25/11/2026 12:00)', () => {
  const span = (amount: unknown, unit: string) => ({ amount, unit });

  test.each<[string, Rule['operator'], unknown, boolean]>([
    ['2026-11-25T10:00:00+07:00', 'withinLast', span(2, 'hours'), true],
    ['2026-11-25T09:59:59+07:00', 'withinLast', span(2, 'hours'), false],
    ['2026-11-25T12:00:01+07:00', 'withinLast', span(2, 'hours'), false],
    ['2026-11-25T12:00:00+07:00', 'withinLast', span(0, 'hours'), true],
    ['2026-11-22T12:00:00+07:00', 'withinLast', span(3, 'days'), true],
    ['2026-11-22T12:00:00+07:00', 'withinLast', span('{{ steps.set.days }}', 'days'), true],
    ['2026-11-22T11:59:00+07:00', 'withinLast', span(3, 'days'), false],
    ['2026-11-22T11:59:00+07:00', 'notWithinLast', span(3, 'days'), true],
    ['2026-11-22T12:00:00+07:00', 'notWithinLast', span(3, 'days'), false],
    // What is still to come is not long ago.
    ['2026-12-01T12:00:00+07:00', 'notWithinLast', span(3, 'days'), false],
    ['2026-12-02T12:00:00+07:00', 'withinNext', span(1, 'weeks'), true],
    ['2026-12-02T12:00:01+07:00', 'withinNext', span(1, 'weeks'), false],
    ['2026-11-25T11:59:00+07:00', 'withinNext', span(1, 'weeks'), false],
    // Bare dates: today is within both, and the edges are whole days.
    ['2026-11-25', 'withinLast', span(1, 'days'), true],
    ['2026-11-25', 'withinNext', span(1, 'days'), true],
    ['2026-11-24', 'withinLast', span(1, 'days'), true],
    ['24/11/2026', 'withinLast', span(1, 'days'), true],
    ['2026-11-23', 'withinLast', span(1, 'days'), false],
    ['2026-11-23', 'notWithinLast', span(1, 'days'), true],
    ['2026-11-26', 'withinNext', span(1, 'days'), true],
    ['2026-11-27', 'withinNext', span(1, 'days'), false],
    ['no date', 'withinLast', span(1, 'days'), false],
    ['no date', 'notWithinLast', span(1, 'days'), false],
    ['2026-11-25', 'withinLast', span(-1, 'days'), false],
    ['2026-11-25', 'withinLast', span(1, 'months'), false],
    ['2026-11-25', 'withinLast', 3, false],
  ])('%s %s %j is %s', (at, operator, value, expected) => {
    expect(one({ field: 'trigger.at', operator, value }, { trigger: { at } })).toBe(expected);
  });

  test('days are counted on the calendar over a clock change', () => {
    // Noon after the clocks went forward: a day ago was noon, which is 23 hours.
    const berlin = { now: Date.parse('2026-03-29T12:00:00+02:00'), timezone: 'Europe/Berlin', trigger: { at: '2026-03-28T12:00:00+01:00' } };
    expect(one({ field: 'trigger.at', operator: 'withinLast', value: span(1, 'days') }, berlin)).toBe(true);
    expect(one({ field: 'trigger.at', operator: 'withinLast', value: span(22, 'hours') }, berlin)).toBe(false);
    expect(one({ field: 'trigger.at', operator: 'withinLast', value: span(23, 'hours') }, berlin)).toBe(true);
  });

  test('a bare date is its day in the flow’s timezone', () => {
    // 23:30 UTC on the 25th: in Vietnam it is the 26th, so the 25th is yesterday.
    const now = Date.parse('2026-11-25T23:30:00Z');
    const rule: Rule = { field: 'trigger.due', operator: 'withinNext', value: span(3, 'days') };
    expect(one(rule, { now })).toBe(false);
    expect(one(rule, { now, timezone: 'UTC' })).toBe(true);
  });
});
