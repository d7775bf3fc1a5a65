import { expect, test } from 'vitest';
import type { Rule } from '../graph/FlowGraph.ts';
import { awaitedEvent } from './awaitedEvent.ts';
import { fitsAwaited, type HeardEvent } from './fitsAwaited.ts';
import { listeningKey, matchKeysOf, normalizeCode } from './matchKeys.ts';

test.each<[string, Record<string, unknown>, readonly string[]]>([
  ['an order and its customer', { order: { code: '#100020 ', customer: { phone: '0912 345 678' } } }, ['order:100020', 'customer:+84912345678']],
  ['a delivered order', { order: { code: 'dh-1', customer: {} }, customer: { phone: '+84912345678' } }, ['order:DH-1', 'customer:+84912345678']],
  ['a number only as it was written', { order: { code: '1', customer: { rawPhone: '84912345678' } } }, ['order:1', 'customer:+84912345678']],
  [
    'the receiver where the buyer left no number',
    { order: { code: '1', customer: {}, address: { phone: '0912345678' } } },
    ['order:1', 'customer:+84912345678'],
  ],
  ['a parcel', { shipment: { trackingCode: 'L8', orderCode: '100020' } }, ['order:100020']],
  ['a payment', { orderCode: '##100020', amount: 1 }, ['order:100020']],
  ['a payment for nothing known', { amount: 1 }, []],
  ['a reply', { message: { channel: 'zalo', recipient: '84912345678' } }, ['customer:+84912345678']],
  ['a rating', { rating: { stars: 5, message: { recipient: '0912345678' } } }, ['customer:+84912345678']],
  ['a person by the provider’s own id', { message: { recipient: '8507148216386270000' } }, []],
  ['a webhook', { body: { order: { code: '1' } }, query: {} }, []],
  ['an order without a code', { order: { code: ' # ' } }, []],
])('%s is concerned', (_what, payload, keys) => {
  expect(matchKeysOf(payload)).toEqual(keys);
});

test.each([
  ['100020', '100020'],
  ['#100020', '100020'],
  [' #dh-7a ', 'DH-7A'],
  ['# 12', '12'],
  ['##5', '5'],
  ['', ''],
])('order code %j is compared as %j', (written, compared) => {
  expect(normalizeCode(written)).toBe(compared);
});

test('a run listens for its order, its customer, or anyone; without the data it cannot', () => {
  const trigger = { order: { code: '#100020', customer: { phone: '0912345678' } } };

  expect((['order', 'customer', 'anyone'] as const).map((belongs) => listeningKey(belongs, trigger))).toEqual(['order:100020', 'customer:+84912345678', '*']);
  expect((['order', 'customer', 'anyone'] as const).map((belongs) => listeningKey(belongs, { body: {} }))).toEqual([null, null, '*']);
});

const since = Date.UTC(2026, 10, 22);
const paid: HeardEvent = {
  type: 'payment.received',
  source: 'sepay',
  connectionId: 'account',
  receivedAt: '2026-11-22T00:00:00.000Z',
  payload: { amount: 500_000, method: 'Chuyển khoản {{ x }}' },
};
const data = { trigger: { order: { total: 500_000, note: 'Chuyển khoản {{ x }}', customer: {} } }, steps: {} };
const timezone = 'Asia/Ho_Chi_Minh';
const on = { event: 'payment.received', belongs: 'order' } as const;
const fits = (...rules: readonly Rule[]) =>
  fitsAwaited(awaitedEvent({ on: { ...on, rule: { combinator: 'and', rules: [...rules] } }, data, since, timezone, now: since }), paid);

test.each<[string, Rule, boolean]>([
  ['a value of the run', { field: 'event.amount', operator: '>=', value: '{{ trigger.order.total }}' }, true],
  ['another value of the run', { field: 'event.amount', operator: '>', value: '{{ trigger.order.total }}' }, false],
  ['text of the run that looks like a template', { field: 'event.method', operator: '=', value: '{{ trigger.order.note }}' }, true],
  ['a list', { field: 'event.amount', operator: 'in', value: ['1', '{{ trigger.order.total }}'] }, true],
  ['data that the run does not have', { field: 'event.amount', operator: '!=', value: '{{ trigger.order.customer.phone }}' }, false],
  ['a test of the run’s own data that holds', { field: 'trigger.order.total', operator: '=', value: 500_000 }, true],
  ['a test of the run’s own data that does not', { field: 'trigger.order.total', operator: '=', value: 1 }, false],
])('the rule is filled before: %s', (_what, rule, expected) => {
  expect(fits(rule)).toBe(expected);
});

test.each<[string, Partial<HeardEvent>, boolean]>([
  ['itself', {}, true],
  ['of another type', { type: 'order.created' }, false],
  ['of another source', { source: 'haravan' }, false],
  ['of another account', { connectionId: null }, false],
  ['before the run waited', { receivedAt: '2026-11-21T23:59:59.999Z' }, false],
])('an event %s', (_what, change, expected) => {
  const awaited = awaitedEvent({ on: { ...on, source: 'sepay', connectionId: 'account' }, data, since, timezone, now: since });

  expect(fitsAwaited(awaited, { ...paid, ...change })).toBe(expected);
});
