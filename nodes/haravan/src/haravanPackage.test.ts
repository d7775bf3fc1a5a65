import { checkPackage, createNodeHarness } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { addOrderTags } from './actions/addOrderTags.ts';
import { getOrder } from './actions/getOrder.ts';
import { sumOrders } from './actions/sumOrders.ts';
import { haravanPackage } from './index.ts';
import { haravanWebhook } from './webhook/haravanWebhook.ts';

async function aShopWithAnOrder() {
  const clock = { time: new Date('2026-11-22T03:00:00.000Z'), now: () => clock.time };
  const harness = await createNodeHarness(haravanPackage, { clock });
  await harness.play('place-order', { name: 'Trần Văn Bình', phone: '01681234567', product: 'Sách', quantity: 2, price: 60000 });
  const [created] = await harness.takeDeliveries();
  if (created === undefined) throw new Error('The emulator reported no order');
  const { id } = JSON.parse(new TextDecoder().decode(created.body)) as { id: number };
  return { harness, clock, created, orderId: String(id), [Symbol.asyncDispose]: () => harness[Symbol.asyncDispose]() };
}

test('the package conforms', async () => {
  expect(await checkPackage(haravanPackage)).toEqual([]);
});

test('an order placed in the emulator arrives as order.created', async () => {
  await using shop = await aShopWithAnOrder();
  expect(shop.harness.webhook(haravanWebhook, shop.created)).toMatchObject({
    answered: 'taken',
    events: [
      {
        type: 'order.created',
        payload: {
          order: {
            code: '100021',
            total: 120000,
            customer: { name: 'Trần Văn Bình', phone: '+84381234567', rawPhone: '01681234567' },
            lines: [{ title: 'Sách', quantity: 2 }],
          },
        },
      },
    ],
  });
});

test('paying and cancelling are reported once as what they are', async () => {
  await using shop = await aShopWithAnOrder();
  await shop.harness.play('pay-order', { orderCode: '#100021' });
  await shop.harness.play('cancel-order', { orderCode: '100021', reason: 'inventory' });
  const outcomes = (await shop.harness.takeDeliveries()).map((delivery) => shop.harness.webhook(haravanWebhook, delivery));
  const events = outcomes.flatMap((outcome) => (outcome.answered === 'taken' ? outcome.events : []));
  expect(events.map(({ type }) => type)).toEqual(['order.updated', 'payment.received', 'order.updated', 'order.cancelled', 'order.updated']);
  expect(new Set(events.map(({ externalId }) => externalId)).size).toBe(4);
});

test('reads an order and adds tags beside those it has', async () => {
  await using shop = await aShopWithAnOrder();
  expect(await shop.harness.run(addOrderTags, { orderId: shop.orderId, tags: 'vip, đã mời' })).toEqual({ tags: ['vip', 'đã mời'] });
  expect(await shop.harness.run(addOrderTags, { orderId: shop.orderId, tags: 'đã mời' })).toEqual({ tags: ['vip', 'đã mời'] });
  expect(await shop.harness.run(getOrder, { orderId: shop.orderId })).toMatchObject({ order: { code: '100021', state: 'open' }, tags: ['vip', 'đã mời'] });
});

test('an order that is not there is refused at its field', async () => {
  await using shop = await aShopWithAnOrder();
  await expect(shop.harness.run(getOrder, { orderId: '1' })).rejects.toMatchObject({ kind: 'rejected', options: { field: 'orderId' } });
});

test.each([
  [{ status: 500 }, 'unavailable'],
  [{ status: 502 }, 'unavailable'],
  [{ status: 403 }, 'rejected'],
  [{ kind: 'hang' as const }, 'timeout'],
  [{ kind: 'reset' as const }, 'unavailable'],
  [{ kind: 'accept_then_500' as const }, 'unavailable'],
])('fault %j while tagging is %s: tagging again does no harm', async (fault, kind) => {
  await using shop = await aShopWithAnOrder();
  shop.harness.fault({ path: '/com/orders', ...fault });
  const call = (options = {}) => shop.harness.run(addOrderTags, { orderId: shop.orderId, tags: 'vip' }, options);
  await expect(call('kind' in fault && fault.kind === 'hang' ? { timeoutMs: 300 } : {})).rejects.toMatchObject({ kind });
  expect(await call()).toEqual({ tags: ['vip'] });
});

test('a wrong token is unauthorized, in the action and in the connection test', async () => {
  await using shop = await aShopWithAnOrder();
  const values = { ...shop.harness.values, accessToken: 'wrong' };
  await expect(shop.harness.run(getOrder, { orderId: shop.orderId }, { values })).rejects.toMatchObject({ kind: 'unauthorized' });
  await expect(shop.harness.test(values)).rejects.toMatchObject({ kind: 'unauthorized' });
  expect(await shop.harness.test()).toEqual({ account: 'Nhà sách Minh Tâm' });
});

test('the bucket of 80 runs over, says how long to wait and leaks four a second', async () => {
  await using shop = await aShopWithAnOrder();
  const get = () => shop.harness.http().get('/com/orders/count.json');
  const answers = await Promise.all(Array.from({ length: 80 }, get));
  expect(answers.map(({ headers }) => headers['x-haravan-api-call-limit'])).toContain('80/80');
  await expect(get()).rejects.toMatchObject({ kind: 'rate_limited', options: { retryAfterMs: 1000 } });
  shop.clock.time = new Date(shop.clock.time.getTime() + 1000);
  await Promise.all(Array.from({ length: 4 }, get));
  await expect(get()).rejects.toMatchObject({ kind: 'rate_limited' });
});

test('orders of a Vietnamese day are added up over all pages, without the cancelled ones', async () => {
  await using shop = await aShopWithAnOrder();
  // Half past eleven at night in Việt Nam is still the day before in UTC's afternoon.
  const place = async (at: string, count: number) => {
    shop.clock.time = new Date(at);
    for (let nr = 0; nr < count; nr += 1) await shop.harness.play('place-order', { price: 100_000 });
  };
  await place('2026-12-01T16:30:00.000Z', 1);
  await place('2026-12-01T17:30:00.000Z', 51);
  await shop.harness.play('pay-order');
  await place('2026-12-02T10:00:00.000Z', 1);
  await shop.harness.play('cancel-order');
  const ask = (period: 'today' | 'yesterday' | 'last7Days') => shop.harness.run(sumOrders, { period });
  expect(await ask('today')).toEqual({ orders: 51, revenue: 5_100_000, paid: 100_000, cancelled: 1 });
  expect(await ask('yesterday')).toEqual({ orders: 1, revenue: 100_000, paid: 0, cancelled: 0 });
  expect(await ask('last7Days')).toEqual({ orders: 52, revenue: 5_200_000, paid: 100_000, cancelled: 1 });
});
