import type { Customer, Order } from '@noi/events';
import { happening } from '../Template.ts';

/** Replaced by the address of whoever takes the template: until the shop says otherwise, staff mail goes to them. */
export const staffEmail = 'nhan-vien@shop.example';

/** The customer's name as a ZNS takes it: at most 30 characters, “bạn” where it is not known. */
export const nameOf = (path: string) => `{{ ${path} | truncate: 30 | fallback: "bạn" }}`;

/** Nobody wants to hear from a shop at night. */
export const daytime = { from: '21:00', to: '08:00' };

/** The buyer of all stories. */
export const lan: Customer = { name: 'Nguyễn Thị Lan', phone: '+84912345678', rawPhone: '0912 345 678', email: 'lan@example.com', acceptsMarketing: true };

/** An order of hers, as the first one of an emulated shop is numbered. */
export const anOrder: Order = {
  code: '100021',
  externalId: '1138637000',
  createdAt: '2026-11-20T02:30:00.000Z',
  total: 1_250_000,
  paid: false,
  state: 'open',
  customer: lan,
  address: { name: 'Nguyễn Thị Lan', phone: '+84912345678', line: '12 Nguyễn Trãi', ward: 'Phường Bến Thành', province: 'TP Hồ Chí Minh' },
  lines: [{ sku: 'MPC-01', title: 'Máy pha cà phê mini', quantity: 1, price: 1_250_000 }],
};

const deliveredAt = '2026-11-24T03:00:00.000Z';
const shipment = { trackingCode: 'L8BGNP', orderCode: anOrder.code, carrier: 'GHN' };

export const ordered = (change: Partial<Order> = {}) => happening('order.created', { order: { ...anOrder, ...change } });
export const delivered = (change: Partial<Order> = {}) =>
  happening('order.delivered', { order: { ...anOrder, ...change, state: 'delivered' }, customer: change.customer ?? lan, deliveredAt });
export const parcelIs = (state: 'in_transit' | 'delivering' | 'delivery_failed' | 'delivered') =>
  happening('shipment.status_changed', { shipment: { ...shipment, state }, changedAt: deliveredAt });
/** What she answers; `messageId` is that of a sent ZNS in its sample. */
export const replied = (text: string) =>
  happening('message.replied', { message: { channel: 'zalo', messageId: 'a4d0243feee163bd3af2', recipient: '+84912345678', text } });

const hour = 60;
const day = 24 * hour;
/** Minutes after the start of a story. */
export const after = { minutes: (count: number) => count, hours: (count: number) => count * hour, days: (count: number) => count * day };

/** Sunday, 22 November 2026, ten in the morning in Việt Nam. */
export const storyStart = '2026-11-22T03:00:00.000Z';
