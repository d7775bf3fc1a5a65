import { createHmac } from 'node:crypto';
import { UnreadableDelivery } from '@noi/node-sdk';
import { aDelivery, runWebhook } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { documentedOrder, documentedOrderWith } from './documentedOrder.ts';
import { haravanWebhook } from './haravanWebhook.ts';

const values = { accessToken: 't', appSecret: 'app-secret', orgId: '200000244883', verifyToken: 'xin-chao' };

function signed(topic: string, body: string, headers: Record<string, string> = {}) {
  const signature = createHmac('sha256', 'app-secret').update(body).digest('base64');
  return aDelivery({ body, headers: { 'X-Haravan-Topic': topic, 'X-Haravan-Org-Id': '200000244883', 'X-Haravan-Hmacsha256': signature, ...headers } });
}

const read = (topic: string, body: string) => {
  const outcome = runWebhook(haravanWebhook, signed(topic, body), values);
  if (outcome.answered !== 'taken') throw new Error(`The delivery was ${outcome.answered}`);
  return outcome.events;
};

test('a signature made elsewhere for the same bytes is accepted', () => {
  // printf '{"id":1}' | openssl dgst -sha256 -hmac app-secret -binary | base64
  const delivery = aDelivery({ body: '{"id":1}', headers: { 'X-HARAVAN-HMACSHA256': 'kBdx/em51YwVMFrSAR1PrmhmRQ98DXyDLTGFqEZI11w=' } });
  expect(haravanWebhook.verify(delivery, values)).toEqual({ ok: true });
});

test.each([
  ['no signature', { 'X-Haravan-Hmacsha256': undefined }],
  ['another signature', { 'X-Haravan-Hmacsha256': 'bm90IHRoZSBzaWduYXR1cmUgb2YgdGhpcyBib2R5ISE=' }],
  ['a hex signature', { 'X-Haravan-Hmacsha256': createHmac('sha256', 'app-secret').update(documentedOrder).digest('hex') }],
  ['a signature by the verify token', { 'X-Haravan-Hmacsha256': createHmac('sha256', 'xin-chao').update(documentedOrder).digest('base64') }],
  ['another shop', { 'X-Haravan-Org-Id': '200000244884' }],
])('%s is refused in words', (_case, headers) => {
  const delivery = signed('orders/create', documentedOrder, headers as Record<string, string>);
  const kept = { ...delivery, headers: Object.fromEntries(Object.entries(delivery.headers).filter(([, value]) => value !== undefined)) };
  expect(runWebhook(haravanWebhook, kept, values)).toMatchObject({
    answered: 'refused',
    verification: { reason: { vi: expect.any(String), en: expect.any(String) } },
  });
});

test('one changed byte breaks the signature, and an empty secret opens nothing', () => {
  const delivery = signed('orders/create', documentedOrder);
  const body = Uint8Array.from(delivery.body);
  body[10] = (body[10] ?? 0) ^ 1;
  expect(haravanWebhook.verify({ ...delivery, body }, values)).toMatchObject({ ok: false });
  const emptySigned = {
    ...delivery,
    headers: { ...delivery.headers, 'x-haravan-hmacsha256': createHmac('sha256', '').update(documentedOrder).digest('base64') },
  };
  expect(haravanWebhook.verify(emptySigned, { ...values, appSecret: '' })).toMatchObject({ ok: false });
});

test('the registration probe gets its challenge back only for the right word', () => {
  const probe = (token: string) => aDelivery({ method: 'GET', query: { 'hub.mode': 'subscribe', 'hub.verify_token': token, 'hub.challenge': '42' } });
  expect(runWebhook(haravanWebhook, probe('xin-chao'), values)).toEqual({ answered: 'handshake', status: 200, body: '42' });
  expect(runWebhook(haravanWebhook, probe('sai'), values)).toMatchObject({ answered: 'handshake', status: 403 });
  expect(runWebhook(haravanWebhook, aDelivery({ method: 'GET' }), values)).toMatchObject({ answered: 'refused' });
});

test.each([
  ['orders/create', ['order.created']],
  ['ORDERS/CREATE', ['order.created']],
  ['orders/updated', ['order.updated']],
  ['orders/fulfilled', ['order.updated']],
  ['orders/paid', ['order.updated', 'payment.received']],
  ['orders/cancelled', ['order.cancelled']],
])('%s becomes %j', (topic, types) => {
  expect(read(topic, documentedOrder).map(({ type }) => type)).toEqual(types);
});

test.each(['app/uninstalled', 'products/update', 'orders/delete', 'a topic of tomorrow', ''])('topic "%s" means nothing to us, whatever its body', (topic) => {
  expect(read(topic, 'not even json')).toEqual([]);
});

test('a repeat has the same name, a later state and another shop have others', () => {
  const [first] = read('orders/updated', documentedOrder);
  const [later] = read('orders/updated', documentedOrderWith({ updated_at: '2026-11-20T05:00:00Z' }));
  const [elsewhere] = haravanWebhook.parse(signed('orders/updated', documentedOrder, { 'X-Haravan-Org-Id': '1' }));
  expect(first?.externalId).toBe('order.updated:200000244883:1138637099:2026-11-20T01:12:21.837Z');
  expect(read('orders/fulfilled', documentedOrder)[0]?.externalId).toBe(first?.externalId);
  expect(new Set([first, later, elsewhere].map((event) => event?.externalId)).size).toBe(3);
});

test('a payment carries the order, the whole amount and when the money was taken', () => {
  const transactions = [
    { kind: 'capture', created_at: '2026-11-21T03:00:00Z' },
    { kind: 'pending', created_at: '2026-11-20T01:12:10Z' },
  ];
  expect(read('orders/paid', documentedOrderWith({ financial_status: 'paid', transactions }))[1]).toMatchObject({
    type: 'payment.received',
    occurredAt: '2026-11-21T03:00:00.000Z',
    payload: { orderCode: '100020', amount: 13_200_000, method: 'Thanh toán khi giao hàng (COD)', paidAt: '2026-11-21T03:00:00.000Z' },
  });
});

test('a cancelled order says why and when', () => {
  const body = documentedOrderWith({ cancelled_at: '2026-11-21T02:00:00Z', cancel_reason: 'customer' });
  expect(read('orders/cancelled', body)[0]).toMatchObject({
    occurredAt: '2026-11-21T02:00:00.000Z',
    payload: { reason: 'Khách đổi ý', order: { state: 'cancelled' } },
  });
});

test.each([
  ['nothing', ''],
  ['no JSON', '{"id":'],
  ['no order', '{"hello":"world"}'],
  ['a bad time', documentedOrderWith({ updated_at: 'hôm qua' })],
  ['a price in words', documentedOrderWith({ total_price: 'nhiều' })],
])('a signed body with %s is unreadable', (_case, body) => {
  expect(() => read('orders/create', body)).toThrow(UnreadableDelivery);
});
