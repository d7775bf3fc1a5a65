import { checkPackage, createNodeHarness, type NodeHarness } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { cancelShipment } from './actions/cancelShipment.ts';
import { createShipment } from './actions/createShipment.ts';
import { trackShipment } from './actions/trackShipment.ts';
import { ghnPackage } from './index.ts';
import { ghnWebhook } from './webhook/ghnWebhook.ts';

const parcel = {
  orderCode: '100020',
  toName: 'Nguyễn Thị Lan',
  toPhone: '+84912345678',
  toAddress: '12 Nguyễn Trãi',
  toWard: 'Phường Bến Thành',
  toProvince: 'Hồ Chí Minh',
  cod: 79000,
};

const start = () => createNodeHarness(ghnPackage, { clock: { now: () => new Date('2026-11-22T03:00:00.000Z') } });

const takeEvents = async (harness: NodeHarness) =>
  (await harness.takeDeliveries()).flatMap((delivery) => {
    const outcome = harness.webhook(ghnWebhook, delivery);
    return outcome.answered === 'taken' ? outcome.events : [];
  });

test('the package conforms', async () => {
  expect(await checkPackage(ghnPackage)).toEqual([]);
});

test('makes a parcel, and the same one again for the same order', async () => {
  await using harness = await start();
  const first = await harness.run(createShipment, parcel);
  expect(first).toEqual({
    trackingCode: expect.stringMatching(/^L[A-Z0-9]{5}$/),
    trackingUrl: `https://donhang.ghn.vn/?order_code=${first.trackingCode}`,
    fee: 22000,
    expectedAt: '2026-11-24T03:00:00.000Z',
  });
  expect(await harness.run(createShipment, parcel)).toEqual(first);
  expect((await takeEvents(harness)).map(({ type }) => type)).toEqual(['shipment.created']);
});

test('tracks a parcel through its life, told by callbacks', async () => {
  await using harness = await start();
  const { trackingCode } = await harness.run(createShipment, parcel);
  expect(await harness.run(trackShipment, { trackingCode })).toMatchObject({ state: 'created', orderCode: '100020', codCollected: false });
  await harness.play('delivery-failed', { code: '100020' });
  await harness.play('parcel-delivered', { code: trackingCode });
  expect((await takeEvents(harness)).map(({ payload }) => ('shipment' in payload ? payload.shipment?.rawState : null))).toEqual([
    'ready_to_pick',
    'picked',
    'delivering',
    'delivery_fail',
    'delivering',
    'delivered',
  ]);
  expect(await harness.run(trackShipment, { trackingCode })).toMatchObject({ state: 'delivered', codCollected: true, changedAt: '2026-11-22T03:00:00.005Z' });
  expect(await harness.play('parcel-delivered')).toMatchObject({ summary: { vi: 'Không tìm thấy kiện hàng nào đang đi. Hãy tạo vận đơn trước.' } });
});

test('cancels once, and a second cancel is still done', async () => {
  await using harness = await start();
  const { trackingCode } = await harness.run(createShipment, parcel);
  expect(await harness.run(cancelShipment, { trackingCode })).toEqual({ trackingCode });
  expect(await harness.run(cancelShipment, { trackingCode })).toEqual({ trackingCode });
  expect(await harness.run(trackShipment, { trackingCode })).toMatchObject({ state: 'cancelled' });
});

test('a parcel that was picked up cannot be cancelled, though GHN answers 200', async () => {
  await using harness = await start();
  const { trackingCode } = await harness.run(createShipment, parcel);
  await harness.play('parcel-delivering');
  await expect(harness.run(cancelShipment, { trackingCode })).rejects.toMatchObject({
    kind: 'rejected',
    options: { field: 'trackingCode', providerMessage: 'Order status delivering cannot be cancelled' },
  });
});

test('an envelope’s refusal is told by its useful part', async () => {
  await using harness = await start();
  await expect(harness.run(trackShipment, { trackingCode: 'NONE' })).rejects.toMatchObject({
    kind: 'rejected',
    text: { vi: 'GHN từ chối yêu cầu: Order not found. Hãy sửa dữ liệu của bước rồi chạy lại.' },
    options: { providerCode: 'ORDER_NOT_FOUND' },
  });
});

test('a phone that cannot be read never reaches GHN', async () => {
  await using harness = await start();
  harness.fault({ status: 500 });
  await expect(harness.run(createShipment, { ...parcel, toPhone: '1900 1234' })).rejects.toMatchObject({
    kind: 'invalid_input',
    options: { field: 'toPhone' },
  });
});

test.each([
  [{ token: 'wrong' }, 'unauthorized'],
  [{ shopId: '1' }, 'rejected'],
])('credentials with %j are %s', async (change, kind) => {
  await using harness = await start();
  const values = { ...harness.values, ...change };
  await expect(harness.test(values)).rejects.toMatchObject({ kind });
  await expect(harness.run(trackShipment, { trackingCode: 'L1' }, { values })).rejects.toMatchObject({ kind });
});

test('a right token without the shop points at the shop id', async () => {
  await using harness = await start();
  await expect(harness.test({ ...harness.values, shopId: '1' })).rejects.toMatchObject({ options: { field: 'shopId' } });
  expect(await harness.test()).toEqual({ account: `Nhà sách Minh Tâm (${harness.values.shopId})` });
});

test.each([
  [{ status: 429, retryAfter: 3 }, 'rate_limited'],
  [{ status: 500 }, 'unavailable'],
  [{ status: 503 }, 'unavailable'],
  [{ kind: 'hang' as const }, 'timeout'],
  [{ kind: 'reset' as const }, 'unavailable'],
  [{ kind: 'accept_then_500' as const }, 'unavailable'],
  [{ kind: 'accept_then_hang' as const }, 'timeout'],
])('fault %j is %s, and trying again makes one parcel', async (fault, kind) => {
  await using harness = await start();
  harness.fault({ path: '/v2/shipping-order/create', ...fault });
  const limit = 'kind' in fault && fault.kind.endsWith('hang') ? { timeoutMs: 300 } : {};
  await expect(harness.run(createShipment, parcel, limit)).rejects.toMatchObject({ kind });
  await harness.run(createShipment, parcel);
  expect((await takeEvents(harness)).map(({ type }) => type)).toEqual(['shipment.created']);
});

test('a callback is repeated after a fault of ours and dropped after a refusal', async () => {
  await using harness = await start();
  const { sandbox } = harness.emulator;
  expect([500, 408, 429, null].map((status) => sandbox.repeatCallback?.({ status, tries: 1 }))).toEqual([5000, 5000, 5000, 5000]);
  expect([400, 401, 404, 413].map((status) => sandbox.repeatCallback?.({ status, tries: 1 }))).toEqual([null, null, null, null]);
  expect(sandbox.repeatCallback?.({ status: 500, tries: 10 })).toBe(60_000);
});
