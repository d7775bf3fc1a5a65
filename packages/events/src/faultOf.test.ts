import { expect, test } from 'vitest';
import type { ParsedEvent } from './businessEvents.ts';
import { faultOf, mostPayloadBytes } from './faultOf.ts';

const order = { code: '100020', externalId: '1', createdAt: '2026-11-20T02:30:00.000Z', total: 1, state: 'open' as const, customer: {}, lines: [] };
const orderWith = (changes: object): ParsedEvent => ({
  type: 'order.created',
  externalId: 'e',
  occurredAt: '2026-11-20T02:30:00.000Z',
  payload: { order: { ...order, ...changes } },
});
const received = (body: unknown): ParsedEvent => ({ ...orderWith({}), type: 'webhook.received', payload: { body, query: {} } });
const largest = 'x'.repeat(mostPayloadBytes - JSON.stringify(received('').payload).length);

test.each<[string, ParsedEvent, [string, string] | null]>([
  ['an order', orderWith({}), null],
  ['a code of 200 characters', orderWith({ code: 'Đ'.repeat(200) }), null],
  ['a longer code', orderWith({ code: 'x'.repeat(201) }), ['body_unreadable', 'order.code']],
  ['a long tracking code', orderWith({ trackingCodes: ['a', 'x'.repeat(4_000)] }), ['body_unreadable', 'order.trackingCodes.1']],
  ['a long note', orderWith({ note: 'x'.repeat(20_000) }), null],
  ['a total that is no number', orderWith({ total: Number.NaN }), ['body_unreadable', 'order.total']],
  ['a long name of its own', { ...orderWith({}), externalId: 'x'.repeat(501) }, ['body_unreadable', 'externalId']],
  ['the largest payload', received(largest), null],
  ['one byte more', received(`${largest}x`), ['body_too_large', '1 MB']],
  ['letters of several bytes', received(`${largest.slice(1)}đ`), ['body_too_large', '1 MB']],
  ['numbers that are longer when written again', received(Array.from({ length: 60_000 }, () => 1e20)), ['body_too_large', '1 MB']],
  ['numbers that only the database writes out', received(Array.from({ length: 4_000 }, () => 1e300)), ['body_too_large', '1 MB']],
  ['small ones too', received(Array.from({ length: 4_000 }, () => -1.5e-300)), ['body_too_large', '1 MB']],
  ['as many that are short', received(Array.from({ length: 60_000 }, () => 1e6)), null],
  ['text that looks like such numbers', received(Array.from({ length: 20_000 }, () => '8c12e-4567-a11e-300')), null],
])('%s', (_what, event, fault) => {
  expect(faultOf(event)).toEqual(
    fault === null ? null : { code: fault[0], reason: { vi: expect.stringContaining(fault[1]), en: expect.stringContaining(fault[1]) } },
  );
});
