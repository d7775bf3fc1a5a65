import type { ParsedEvent } from '@noi/events';
import { orderCreated } from '../src/testing/flows.ts';

const paidAt = '2026-11-20T02:30:00.000Z';

/** A fact that folds into no order, so that what is measured is the engine. */
export function payment(orderCode: string, at: string = paidAt): ParsedEvent<'payment.received'> {
  return {
    type: 'payment.received',
    externalId: `payment:${orderCode}`,
    occurredAt: paidAt,
    payload: { orderCode, amount: 250_000, method: 'Chuyển khoản', paidAt: at },
  };
}

export function payments(from: number, count: number): ParsedEvent[] {
  return codes(from, count).map((code) => payment(code));
}

/** Each of another customer, so that no frequency or match concerns two. */
export function orders(from: number, count: number): ParsedEvent[] {
  return codes(from, count).map((code, index) => orderCreated(code, `+849${String(10_000_000 + from + index)}`));
}

/** Of the flow `isolation`: `trouble` 0 for none; `at` is when its send is due. */
export function troubledOrder(code: string, { trouble, at }: { trouble: number; at: Date }): ParsedEvent<'order.created'> {
  const event = orderCreated(code, null);
  const { order } = event.payload;
  const lines = trouble === 1 || trouble === 4 ? Array.from({ length: 100 }, (_, index) => ({ title: `Món ${index}`, quantity: 1, price: 1_000 })) : [];
  return { ...event, payload: { order: { ...order, total: trouble, createdAt: at.toISOString(), lines } } };
}

function codes(from: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `B${from + index}`);
}
