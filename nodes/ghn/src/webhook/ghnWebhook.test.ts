import { eventPayloads } from '@noi/events';
import { UnreadableDelivery } from '@noi/node-sdk';
import { aDelivery, runWebhook } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { ghnWebhook } from './ghnWebhook.ts';

const values = { token: 't', shopId: '885', callbackHeader: 'X-Ghn-Auth', callbackSecret: 'mot-chuoi-kho-doan' };

/** A callback as GHN's documents list its fields, written out by hand. */
const documented = {
  CODAmount: 3000000,
  CODTransferDate: null,
  ClientOrderCode: '100020',
  ConvertedWeight: 200,
  Description: 'Tạo đơn hàng',
  Fee: {
    CODFailedFee: 0,
    CODFee: 0,
    Coupon: 0,
    DeliverRemoteAreasFee: 0,
    DocumentReturn: 0,
    DoubleCheck: 0,
    Insurance: 17500,
    MainService: 53900,
    PickRemoteAreasFee: 53900,
    R2S: 0,
    Return: 0,
    StationDO: 0,
    StationPU: 0,
    Total: 125300,
  },
  Height: 10,
  IsPartialReturn: false,
  Length: 10,
  OrderCode: 'Z82BS',
  PartialReturnCode: '',
  PaymentType: 1,
  Reason: '',
  ReasonCode: '',
  ShopID: 81558,
  Status: 'ready_to_pick',
  Time: '2026-11-11T03:52:50.158Z',
  TotalFee: 71400,
  Type: 'create',
  Warehouse: 'Bưu Cục 229 Quan Nhân-Q.Thanh Xuân-HN',
  Weight: 10,
  Width: 10,
};

const delivery = (changes: object = {}, headers: Record<string, string> = { 'X-GHN-AUTH': 'mot-chuoi-kho-doan' }) =>
  aDelivery({ body: { ...documented, ...changes }, headers });
const read = (changes: object) => ghnWebhook.parse(delivery(changes));

test('the documented callback of a new parcel', () => {
  const outcome = runWebhook(ghnWebhook, delivery(), values);

  expect(outcome).toEqual({
    answered: 'taken',
    events: [
      {
        type: 'shipment.created',
        externalId: 'Z82BS:create:2026-11-11T03:52:50.158Z',
        occurredAt: '2026-11-11T03:52:50.158Z',
        payload: { shipment: { trackingCode: 'Z82BS', orderCode: '100020', carrier: 'GHN', state: 'created', rawState: 'ready_to_pick', cod: 3000000 } },
      },
    ],
  });
});

test.each([
  ['no header', {}],
  ['another value', { 'X-Ghn-Auth': 'mot-chuoi-kho-doaN' }],
  ['a shorter value', { 'X-Ghn-Auth': 'mot' }],
  ['the value under another name', { 'X-Other': 'mot-chuoi-kho-doan' }],
])('%s is refused in words, without the expected value', (_case, headers) => {
  const outcome = runWebhook(ghnWebhook, delivery({}, headers as Record<string, string>), values);
  expect(outcome).toMatchObject({ answered: 'refused', verification: { reason: { vi: expect.stringContaining('X-Ghn-Auth') } } });
  expect(JSON.stringify(outcome)).not.toContain('mot-chuoi-kho-doan');
});

test('a connection without a secret takes nothing', () => {
  expect(runWebhook(ghnWebhook, delivery({}, { 'X-Ghn-Auth': '' }), { ...values, callbackSecret: '' })).toMatchObject({ answered: 'refused' });
});

test.each(['switch_status', 'SWITCH_STATUS', 'Switch_Status'])('the kind %s is read whatever its case, and named the same', (Type) => {
  expect(read({ Type, Status: 'delivered' })).toMatchObject([
    {
      type: 'shipment.status_changed',
      externalId: 'Z82BS:switch_status:2026-11-11T03:52:50.158Z',
      payload: { shipment: { state: 'delivered' }, changedAt: '2026-11-11T03:52:50.158Z' },
    },
  ]);
});

test.each(['update_weight', 'update_cod', 'update_fee', 'a_kind_of_tomorrow'])('%s moves no parcel and becomes nothing', (Type) => {
  expect(read({ Type })).toEqual([]);
});

test.each([
  ['ready_to_pick', 'created'],
  ['picking', 'picking'],
  ['money_collect_picking', 'picking'],
  ['picked', 'in_transit'],
  ['storing', 'in_transit'],
  ['transporting', 'in_transit'],
  ['sorting', 'in_transit'],
  ['delivering', 'delivering'],
  ['money_collect_delivering', 'delivering'],
  ['delivered', 'delivered'],
  ['delivery_fail', 'delivery_failed'],
  ['waiting_to_return', 'delivery_failed'],
  ['return', 'returning'],
  ['return_transporting', 'returning'],
  ['return_sorting', 'returning'],
  ['returning', 'returning'],
  ['return_fail', 'returning'],
  ['returned', 'returned'],
  ['cancel', 'cancelled'],
  ['exception', 'exception'],
  ['damage', 'lost'],
  ['lost', 'lost'],
  ['scrap', 'lost'],
  ['a_status_of_tomorrow', 'unknown'],
  ['DELIVERED', 'delivered'],
])('status %s is %s, and its own word is kept', (Status, state) => {
  const [event] = read({ Type: 'switch_status', Status });
  expect(event?.payload).toMatchObject({ shipment: { state, rawState: Status } });
  expect(eventPayloads['shipment.status_changed'].safeParse(event?.payload).success).toBe(true);
});

test('a parcel without an order code has none, and a hash in it is dropped', () => {
  expect(read({ ClientOrderCode: '' })[0]?.payload).not.toHaveProperty('shipment.orderCode');
  expect(read({ ClientOrderCode: null })[0]?.payload).not.toHaveProperty('shipment.orderCode');
  expect(read({ ClientOrderCode: '#100020' })[0]?.payload).toHaveProperty('shipment.orderCode', '100020');
});

test('a failed delivery says why', () => {
  expect(read({ Type: 'switch_status', Status: 'delivery_fail', Reason: 'Không liên lạc được' })[0]?.payload).toMatchObject({
    shipment: { reason: 'Không liên lạc được' },
  });
});

test('a repeat has the same name, a later status another', () => {
  const first = read({ Type: 'switch_status', Status: 'delivering' })[0]?.externalId;
  expect(read({ Type: 'Switch_status', Status: 'delivering' })[0]?.externalId).toBe(first);
  expect(read({ Type: 'switch_status', Status: 'delivered', Time: '2026-11-12T03:52:50.158Z' })[0]?.externalId).not.toBe(first);
});

test.each([
  ['nothing', ''],
  ['no JSON', '{"OrderCode":'],
  ['bytes that are no text', Uint8Array.of(0xff, 0xfe, 0xfd)],
  ['no parcel', '{"Type":"switch_status"}'],
  ['a bad time', JSON.stringify({ ...documented, Time: 'hôm qua' })],
])('a body with %s is unreadable', (_case, body) => {
  expect(() => ghnWebhook.parse(aDelivery({ body }))).toThrow(UnreadableDelivery);
});
