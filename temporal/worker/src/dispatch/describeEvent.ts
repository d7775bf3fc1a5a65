import type { BusinessEvent } from '@noi/events';

/** What the list of runs shows of the event: what it is about, and whom. */
export interface EventSubject {
  readonly subject: string | null;
  readonly customer: string | null;
}

/** Reads the names that people know a run by out of its entry event. */
export function describeEvent(event: BusinessEvent): EventSubject {
  switch (event.type) {
    case 'order.created':
    case 'order.updated':
    case 'order.cancelled':
      return { subject: event.payload.order.code, customer: event.payload.order.customer.name ?? null };
    case 'order.delivered':
      return { subject: event.payload.order.code, customer: event.payload.customer.name ?? event.payload.order.customer.name ?? null };
    case 'shipment.created':
    case 'shipment.status_changed':
      return { subject: event.payload.shipment.orderCode ?? event.payload.shipment.trackingCode, customer: null };
    case 'payment.received':
      return { subject: event.payload.orderCode ?? null, customer: null };
    case 'message.sent':
    case 'message.delivered':
    case 'message.failed':
    case 'message.replied':
      return { subject: null, customer: event.payload.message.recipient ?? null };
    case 'customer.rated':
      return { subject: null, customer: event.payload.rating.message.recipient ?? null };
    case 'cart.abandoned':
    case 'form.submitted':
      return { subject: null, customer: event.payload.customer.name ?? event.payload.customer.phone ?? null };
    case 'stock.ran_low':
      return { subject: event.payload.product.title, customer: null };
    case 'flow.started_by_hand':
      return { subject: event.payload.note ?? null, customer: null };
    case 'schedule.due':
      return { subject: event.payload.localTime, customer: null };
    case 'broadcast.recipient':
      return { subject: `${event.payload.index}/${event.payload.total}`, customer: event.payload.customer?.name ?? event.payload.customer?.phone ?? null };
    default:
      return { subject: null, customer: null };
  }
}
