import { expect, test } from 'vitest';
import type { EntryRules } from './EntryRules.ts';
import { type EntryKeys, entryKeys } from './entryKeys.ts';

const timezone = 'Asia/Ho_Chi_Minh';
const order = { code: '100020', customer: { name: 'Lan', phone: '0912 345 678' } };
const keysOf = (rules: Omit<EntryRules, 'timezone'>, payload: Record<string, unknown>) =>
  // 23:30 of the 24th in UTC is the 25th in Việt Nam.
  entryKeys({ rules: { timezone, ...rules }, eventId: 'event-1', payload, now: Date.UTC(2026, 10, 24, 23, 30) });

const queue = { policy: 'queue' } as const;
const window = { amount: 5, unit: 'minutes' } as const;

test.each<[string, Omit<EntryRules, 'timezone'>, Record<string, unknown>, EntryKeys]>([
  ['a flow without rules asks for no key', {}, { order }, {}],
  ['everybody may enter: nobody is counted', { entry: { policy: 'always' } }, { order }, {}],
  ['the customer’s phone is the person', { entry: queue }, { order }, { person: '+84912345678' }],
  ['the customer of the event goes before that of its order', { entry: queue }, { customer: { phone: '+84987654321' }, order }, { person: '+84987654321' }],
  ['an order without a phone goes by its code', { entry: queue }, { order: { code: '100020', customer: {} } }, { person: '100020' }],
  ['a phone that cannot be read is none', { entry: queue }, { order: { code: '100020', customer: { phone: '123' } } }, { person: '100020' }],
  ['a parcel goes by the order it carries', { entry: queue }, { shipment: { trackingCode: 'T1', orderCode: '100020' } }, { person: '100020' }],
  ['who answers a message is its recipient', { entry: queue }, { message: { recipient: '84912345678' } }, { person: '+84912345678' }],
  ['an event about nobody goes by itself', { entry: queue }, { body: {} }, { person: 'event-1' }],
  ['a template names the person', { entry: { ...queue, by: '{{ trigger.order.code }}' } }, { order }, { person: '100020' }],
  ['equal phones are one, however they are written', { entry: { ...queue, by: '{{ trigger.sdt }}' } }, { sdt: ' 84-912-345-678' }, { person: '+84912345678' }],
  ['words beside a phone are not cut off', { entry: { ...queue, by: '{{ trigger.x }}' } }, { x: 'Lan 0912345678 - A' }, { person: 'Lan 0912345678 - A' }],
  ['a hole gives the customer', { entry: { ...queue, by: '{{ trigger.nothing }}' } }, { order }, { person: '+84912345678' }],
  ['a number and its text are one', { entry: { ...queue, by: '{{ trigger.x }}' } }, { x: 5 }, { person: '5' }],
  ['days are the flow’s own', { dedupeBy: '{{ trigger.order.code }} {{ now | date }}' }, { order }, { dedupe: '100020 25/11/2026' }],
  ['an event without the dedupe data repeats nothing', { dedupeBy: '{{ trigger.nothing }}' }, { order }, {}],
  ['blank templates are none', { dedupeBy: ' ', entry: { ...queue, by: ' ' } }, { order }, { person: '+84912345678' }],
  ['the limit is of the whole flow', { concurrency: { limit: 1 } }, { order }, { lane: '' }],
  ['the limit is of what its template says', { concurrency: { limit: 1, by: '{{ trigger.order.code }}' } }, { order }, { lane: '100020' }],
  ['a hole in it gives the customer', { concurrency: { limit: 1, by: '{{ trigger.nothing }}' } }, { order }, { lane: '+84912345678' }],
  ['a burst is one customer’s', { gather: { type: 'debounce', window } }, { order }, { gather: '+84912345678' }],
  ['a batch is the whole flow’s', { gather: { type: 'batch', window, most: 9 } }, { order }, { gather: '' }],
])('%s', (_, rules, payload, keys) => {
  expect(keysOf(rules, payload)).toEqual(keys);
});

test('a key that no index could hold is told by its hash, and still tells two apart', () => {
  const long = (end: string) => keysOf({ dedupeBy: '{{ trigger.text }}' }, { text: 'ơ'.repeat(3000) + end }).dedupe;

  expect(long('a')).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(long('a')).not.toBe(long('b'));
});
