import { Order } from '@noi/events';
import { expect, test } from 'vitest';
import { documentedOrder, documentedOrderWith } from './documentedOrder.ts';
import { HaravanOrder } from './HaravanOrder.ts';
import { toOrder } from './toOrder.ts';

const read = (json: string) => toOrder(HaravanOrder.parse(JSON.parse(json)));

test('the documented order in Nối’s words', () => {
  const order = read(documentedOrder);

  expect(Order.parse(order)).toEqual({
    code: '100020',
    externalId: '1138637099',
    createdAt: '2026-11-20T01:12:10.062Z',
    total: 13_200_000,
    paid: false,
    state: 'open',
    note: 'Giao giờ hành chính',
    customer: { name: 'Nguyễn Thị Lan', phone: '+84912345678', rawPhone: '0912 345 678', email: undefined, externalId: '1036847352', acceptsMarketing: false },
    address: { name: 'Nguyễn Thị Lan', phone: '+84912345678', line: '182 Lê Đại Hành', ward: 'Phường 15', district: 'Quận 11', province: 'Hồ Chí Minh' },
    lines: [{ sku: undefined, title: 'Đầm babydoll tay lỡ khoét lỗ', quantity: 22, price: 600_000 }],
    trackingCodes: [],
  });
});

test('an order from the till may have no customer and no address', () => {
  const order = read(documentedOrderWith({ customer: null, billing_address: null, shipping_address: null, email: null, contact_email: null }));
  expect(order.customer).toEqual({});
  expect(order.address).toBeUndefined();
});

test('dashes and blanks are no name, and a number that cannot be read is kept as written', () => {
  const nobody = { first_name: '---', last_name: null, name: ' ---', phone: '1900 1234' };
  const order = read(documentedOrderWith({ customer: { ...nobody, phone: null, id: 1 }, billing_address: nobody, shipping_address: nobody }));
  expect(order.customer).toEqual({ externalId: '1', rawPhone: '1900 1234' });
});

test.each([
  [{ order_number: 'A-101757-B', name: 'A-101757-B' }, 'A-101757-B'],
  [{ order_number: null, name: '#100534' }, '100534'],
  [{ order_number: 100534, name: null }, '100534'],
])('the code people say of %j is %s', (change, code) => {
  expect(read(documentedOrderWith(change)).code).toBe(code);
});

const delivered = { status: 'success', tracking_company: 'GHN', tracking_number: 'L8BGNP', carrier_status_code: 'delivered' };
const waiting = { ...delivered, tracking_number: 'L8BGNQ', carrier_status_code: 'readytopick' };
test.each([
  [{ confirmed_at: '2026-11-20T02:00:00Z' }, 'confirmed'],
  [{ confirmed_status: 'confirmed' }, 'confirmed'],
  [{ fulfillment_status: 'fulfilled' }, 'fulfilled'],
  [{ fulfillment_status: 'Đã giao hàng' }, 'fulfilled'],
  [{ fulfillment_status: 'partial' }, 'open'],
  [{ fulfillment_status: 'fulfilled', fulfillments: [delivered] }, 'delivered'],
  [{ fulfillment_status: 'fulfilled', fulfillments: [delivered, waiting] }, 'fulfilled'],
  [{ fulfillment_status: 'fulfilled', fulfillments: [delivered, { ...waiting, carrier_status_code: 'cancel' }] }, 'delivered'],
  [{ fulfillment_status: 'partial', fulfillments: [delivered] }, 'open'],
  [{ closed_at: '2026-11-25T02:00:00Z' }, 'closed'],
  [{ fulfillment_status: 'fulfilled', fulfillments: [delivered], closed_at: '2026-11-25T02:00:00Z' }, 'delivered'],
  [{ cancelled_at: '2026-11-21T02:00:00Z', fulfillments: [delivered] }, 'cancelled'],
  [{ fulfillment_status: 'something new' }, 'open'],
])('%j is %s', (change, state) => {
  expect(read(documentedOrderWith(change)).state).toBe(state);
});

test.each([
  ['paid', true],
  ['Đã thanh toán', true],
  ['partially_paid', false],
  ['partiallypaid', false],
  ['refunded', false],
  ['something new', undefined],
])('financial status %s: paid %s', (status, paid) => {
  expect(read(documentedOrderWith({ financial_status: status })).paid).toBe(paid);
});

test('tracking codes of cancelled parcels are left out', () => {
  const fulfillments = [delivered, { ...waiting, status: 'cancelled' }, { ...waiting, tracking_number: '' }];
  expect(read(documentedOrderWith({ fulfillments })).trackingCodes).toEqual(['L8BGNP']);
});
