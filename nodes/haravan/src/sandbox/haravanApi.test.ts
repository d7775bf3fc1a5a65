import { createNodeHarness } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { haravanPackage } from '../index.ts';

const Orders = z.object({ orders: z.array(z.object({ name: z.string() })) });

async function aShop() {
  const clock = { time: new Date('2026-11-22T03:00:00.000Z'), now: () => clock.time };
  const harness = await createNodeHarness(haravanPackage, { clock });
  const json = {
    order: { line_items: [{ title: 'Sách', quantity: 1, price: 50000 }], shipping_address: { first_name: 'Lan', last_name: 'Nguyễn', phone: '0912345678' } },
  };
  for (let count = 0; count < 3; count += 1) await harness.http().post('/com/orders.json', { json });
  return { http: harness.http(), harness, [Symbol.asyncDispose]: () => harness[Symbol.asyncDispose]() };
}

const names = async (http: Awaited<ReturnType<typeof aShop>>['http'], query: Record<string, string>) =>
  (await http.get('/com/orders.json', { query })).json(Orders).orders.map(({ name }) => name);

test('lists, pages and filters orders by the filters’ own words', async () => {
  await using shop = await aShop();
  const all = await names(shop.http, { order: 'created_at asc' });
  expect(all).toHaveLength(3);
  expect(await names(shop.http, { limit: '2', page: '2', order: 'created_at asc' })).toEqual(all.slice(2));
  await shop.http.post('/com/orders/1138637000/fulfillments.json', { json: { fulfillment: { tracking_company: 'GHN', tracking_number: 'L8BGNP' } } });
  expect(await names(shop.http, { fulfillment_status: 'shipped' })).toEqual(['#100021']);
  expect(await names(shop.http, { fulfillment_status: 'unshipped' })).toHaveLength(2);
  await shop.http.post('/com/orders/1138637100/cancel.json', { json: { reason: 'fraud' } });
  expect(await names(shop.http, { status: 'cancelled' })).toEqual(['#100022']);
  expect(await names(shop.http, { status: 'open' })).toHaveLength(2);
});

test('every change has its own moment and its own webhook', async () => {
  await using shop = await aShop();
  await shop.harness.takeDeliveries();
  await shop.http.post('/com/orders/1138637000/confirm.json');
  await shop.http.put('/com/orders/1138637000.json', { json: { order: { note: 'Gọi trước khi giao' } } });
  await shop.http.post('/com/orders/1138637000/transactions.json', { json: { transaction: { kind: 'capture' } } });
  await shop.http.post('/com/orders/1138637000/close.json');
  await shop.http.post('/com/orders/1138637000/open.json');
  const deliveries = await shop.harness.takeDeliveries();
  expect(deliveries.map(({ headers }) => headers['x-haravan-topic'])).toEqual([
    'orders/updated',
    'orders/updated',
    'orders/paid',
    'orders/updated',
    'orders/updated',
    'orders/updated',
  ]);
  const moments = deliveries.map(({ body }) => (JSON.parse(new TextDecoder().decode(body)) as { updated_at: string }).updated_at);
  expect(new Set(moments).size).toBe(5);
});

test.each([
  ['GET', '/com/orders/7.json', 404, { errors: 'Not Found' }],
  ['POST', '/com/orders/7/confirm.json', 404, { errors: 'Not Found' }],
  ['GET', '/com/nothing.json', 404, { errors: 'Not Found' }],
] as const)('%s %s answers %i in Haravan’s shape', async (method, path, status, body) => {
  await using shop = await aShop();
  const response = await shop.http.request(method, path, { throwOnStatus: false });
  expect([response.status, JSON.parse(response.text)]).toEqual([status, body]);
});

test('a body that does not fit names the fields', async () => {
  await using shop = await aShop();
  const response = await shop.http.post('/com/orders.json', { json: { order: { line_items: [] } }, throwOnStatus: false });
  expect([response.status, JSON.parse(response.text)]).toEqual([422, { errors: { 'order.line_items': [expect.any(String)] } }]);
});
