import { anOrder } from './anOrder.ts';
import type { Shop, TestServer } from './aServer.ts';

/** A delivered order that a script reported; returns the event's id. */
export async function aDeliveredOrder(server: TestServer, shop: Shop, { code, phone = '+84912345678' }: { code: string; phone?: string }): Promise<string> {
  const order = anOrder(code);
  const payload = { order, customer: { ...order.customer, phone }, deliveredAt: '2026-11-22T03:15:00.000Z' };
  const { status, body } = await server.rest(shop, '/events', { method: 'POST', body: { type: 'order.delivered', payload } });
  if (status !== 202) throw new Error(JSON.stringify(body));
  return body.eventId;
}
