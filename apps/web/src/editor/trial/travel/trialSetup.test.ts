import type { FieldDescriptor } from '@noi/node-sdk';
import { describe, expect, test } from 'vitest';
import { eventFields, setAt, valueIn } from './eventFields.ts';
import { fitPayload } from './fitPayload.ts';
import type { Listener } from './listeners.ts';
import { newSetup, scenarioOf, setupOf } from './TrialSetup.ts';

const words = (vi: string) => ({ vi, en: vi });
const field = (key: string, rest: Partial<FieldDescriptor> = {}): FieldDescriptor => ({ key, type: 'text', label: words(key), required: true, ...rest });
const output = [
  field('order', {
    type: 'object',
    fields: [field('code'), field('customer', { type: 'object', fields: [field('phone')] }), field('lines', { type: 'list' })],
  }),
  field('deliveredAt'),
];

test('the single values of an event stand in their groups', () => {
  expect(eventFields(output).map(({ path, group }) => [path.join('.'), group?.vi ?? null])).toEqual([
    ['order.code', 'order'],
    ['order.customer.phone', 'order · customer'],
    ['deliveredAt', null],
  ]);
});

test('values are set and taken away at their places, and nothing else changes', () => {
  const payload = { order: { code: '1', lines: [1] }, other: true };
  expect(setAt(payload, ['order', 'customer', 'phone'], '09')).toEqual({ order: { code: '1', lines: [1], customer: { phone: '09' } }, other: true });
  expect(setAt(payload, ['order', 'code'], undefined)).toEqual({ order: { lines: [1] }, other: true });
  expect([valueIn(payload, ['order', 'code']), valueIn(payload, ['order', 'code', 'deep']), valueIn(payload, ['none'])]).toEqual(['1', undefined, undefined]);
});

const trigger = { order: { code: '#77', customer: {} }, customer: { phone: '0987654321' } };
const listener = (belongs: Listener['belongs'], sample: Listener['sample']): Listener => ({
  ...{ key: 'pay', title: null, event: 'payment.received', belongs, sample },
});

describe('an awaited event concerns the same order and customer', () => {
  test.each<[string, Listener, object]>([
    ['by the order’s code', listener('order', { orderCode: '1', amount: 5 }), { orderCode: '77', amount: 5 }],
    ['by the order itself', listener('order', { order: { code: '1', customer: {} } }), { order: { code: '77', customer: { phone: '+84987654321' } } }],
    ['by the customer', listener('customer', { rating: { stars: 5, message: {} } }), { rating: { stars: 5, message: { recipient: '+84987654321' } } }],
    ['not where anybody’s will do', listener('anyone', { orderCode: '1' }), { orderCode: '1' }],
  ])('%s', (_what, listening, expected) => {
    expect(fitPayload(listening, trigger)).toEqual(expected);
  });
});

test('a setup becomes a scenario that stands by itself, and a kept one opens as it was', () => {
  const now = '2026-11-22T03:00:00.000Z';
  const around = { event: 'order.delivered' as const, sample: trigger, listeners: [listener('order', { orderCode: '1', amount: 5 })], pins: {} };
  expect(scenarioOf(newSetup(trigger, now), around)).toEqual({ startAt: now, days: 30, approve: 'approved', events: [] });

  const typed = { ...newSetup(trigger, now), source: 'typed' as const, typed: { order: { code: '9' } }, coming: { pay: 1.5 } };
  const scenario = scenarioOf(typed, around);
  expect(scenario).toMatchObject({
    event: { type: 'order.delivered', payload: { order: { code: '9' } } },
    events: [{ afterMinutes: 90, type: 'payment.received', payload: { orderCode: '9', amount: 5 } }],
  });
  expect(scenarioOf(setupOf(scenario, trigger), around)).toEqual(scenario);

  const pins = { find: { tier: 'vàng' } };
  const pinned = scenarioOf(newSetup(trigger, now), { ...around, pins });
  expect(pinned.pins).toEqual(pins);
  expect(scenarioOf(setupOf(pinned, trigger), { ...around, pins: { find: { tier: 'bạc' } } }).pins).toEqual(pins);
  expect(scenarioOf(setupOf(scenario, trigger), { ...around, pins }).pins).toBeUndefined();
});
