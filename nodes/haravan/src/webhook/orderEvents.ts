import type { ParsedEvent } from '@noi/node-sdk';
import type { HaravanOrder } from './HaravanOrder.ts';
import { orderCode, toIso, toOrder } from './toOrder.ts';

/** An order as the shop tells of it, by webhook or in a list: both give the same events by the same names. */
export interface DeliveredOrder {
  readonly order: HaravanOrder;
  /** The shop's and the order's. */
  readonly key: string;
  readonly updatedAt: string;
}

/** Reads the times that events are named by. Throws a `RangeError` for a time that is none. */
export function deliveredOrder(order: HaravanOrder, orgId: string): DeliveredOrder {
  // Times are checked here, so that a bad one is an unreadable body and not a fault of ours later.
  for (const time of [order.created_at, order.cancelled_at, ...(order.transactions ?? []).map((transaction) => transaction.created_at)]) if (time) toIso(time);
  return { order, updatedAt: toIso(order.updated_at ?? order.created_at), key: `${orgId}:${order.id}` };
}

/** An order is created once, however often it is told in which later state. */
export function created({ order, key }: DeliveredOrder): ParsedEvent {
  return { type: 'order.created', externalId: `order.created:${key}`, occurredAt: toIso(order.created_at), payload: { order: toOrder(order) } };
}

export function updated({ order, key, updatedAt }: DeliveredOrder): ParsedEvent {
  return { type: 'order.updated', externalId: `order.updated:${key}:${updatedAt}`, occurredAt: updatedAt, payload: { order: toOrder(order) } };
}

export function cancelled({ order, key, updatedAt }: DeliveredOrder): ParsedEvent {
  const cancelledAt = order.cancelled_at ? toIso(order.cancelled_at) : updatedAt;
  const reason = cancelReasons[order.cancel_reason ?? ''] ?? order.cancel_reason ?? undefined;
  return { type: 'order.cancelled', externalId: `order.cancelled:${key}:${cancelledAt}`, occurredAt: cancelledAt, payload: { order: toOrder(order), reason } };
}

const cancelReasons: Readonly<Record<string, string>> = {
  customer: 'Khách đổi ý',
  inventory: 'Hết hàng',
  fraud: 'Đơn có dấu hiệu gian lận',
  declined: 'Thanh toán bị từ chối',
  other: 'Lý do khác',
};

/** Named by its last payment where the order lists them, else by the order: it is paid in full once. */
export function paid({ order, key, updatedAt }: DeliveredOrder): ParsedEvent {
  const times = (order.transactions ?? []).flatMap(({ kind, created_at: at }) => ((kind === 'capture' || kind === 'sale') && at ? [toIso(at)] : []));
  const last = times.sort().at(-1);
  const payload = { orderCode: orderCode(order), amount: Math.round(order.total_price), method: order.gateway || undefined, paidAt: last ?? updatedAt };
  return { type: 'payment.received', externalId: ['payment.received', key, ...(last ? [last] : [])].join(':'), occurredAt: payload.paidAt, payload };
}
