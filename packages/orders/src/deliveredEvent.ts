import type { Customer, Order, ParsedEvent } from '@noi/events';
import type { Delivery } from './decideDelivered.ts';

/** The event that an order's delivery raises. Its key is the order's id, so that it can be stored once only. */
export function deliveredEvent({ orderId, facts, delivery }: { orderId: string; facts: Order; delivery: Delivery }): ParsedEvent<'order.delivered'> {
  return {
    type: 'order.delivered',
    externalId: `order.delivered:${orderId}`,
    occurredAt: delivery.at.toISOString(),
    payload: {
      order: { ...facts, state: 'delivered' },
      customer: customerOf(facts),
      ...(delivery.parcel && { shipment: delivery.parcel }),
      deliveredAt: delivery.at.toISOString(),
    },
  };
}

/** The buyer; where the shop system knows no name or phone of theirs, the recipient's. */
export function customerOf({ customer, address }: Order): Customer {
  const name = customer.name ?? address?.name;
  const phone = customer.phone ?? address?.phone;
  return { ...customer, ...(name !== undefined && { name }), ...(phone !== undefined && { phone }) };
}
