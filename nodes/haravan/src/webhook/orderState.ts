import type { Order } from '@noi/events';
import type { HaravanOrder } from './HaravanOrder.ts';

/** Filters and payloads spell the same state differently, and some samples are in Vietnamese. */
const fulfilledWords = new Set(['fulfilled', 'shipped', 'đã giao hàng']);
const paidWords = new Set(['paid', 'đã thanh toán']);
const unpaidWords = new Set([
  'pending',
  'authorized',
  'partially_paid',
  'partiallypaid',
  'refunded',
  'partially_refunded',
  'partiallyrefunded',
  'voided',
  'chưa thanh toán',
]);

/** The furthest state that the order's many flags agree on. */
export function orderState(order: HaravanOrder): Order['state'] {
  if (order.cancelled_at || order.cancelled_status === 'cancelled') return 'cancelled';
  if (isDelivered(order)) return 'delivered';
  if (order.closed_at) return 'closed';
  if (fulfilledWords.has(lower(order.fulfillment_status))) return 'fulfilled';
  if (order.confirmed_at || order.confirmed_status === 'confirmed') return 'confirmed';
  return 'open';
}

/** `undefined` for words that are not known: better silent than wrong about money. */
export function paidState(status: string | null | undefined): boolean | undefined {
  if (paidWords.has(lower(status))) return true;
  return unpaidWords.has(lower(status)) ? false : undefined;
}

/** Delivered with its last parcel: each live fulfilment has arrived and no line still waits for one. */
function isDelivered({ fulfillments, fulfillment_status: status }: HaravanOrder): boolean {
  const live = (fulfillments ?? []).filter((fulfillment) => fulfillment.status !== 'cancelled' && fulfillment.carrier_status_code !== 'cancel');
  return lower(status) !== 'partial' && live.length > 0 && live.every((fulfillment) => fulfillment.carrier_status_code === 'delivered');
}

function lower(status: string | null | undefined): string {
  return (status ?? '').trim().toLowerCase();
}
