import type { Product } from './product.ts';

interface LiveFlow {
  readonly name: string;
  /** What starts it; each new order where left out. */
  readonly start?: string;
  readonly steps: readonly (Readonly<Record<string, unknown>> & { readonly id: string })[];
}

/** A published flow whose steps follow each other. Returns its id. */
export async function aLiveFlow(product: Product, { name, start = 'core.orderCreated', steps }: LiveFlow): Promise<string> {
  const trigger = { id: 'start', kind: 'trigger', node: start, nodeVersion: 1, input: {} };
  const all = [trigger, ...steps].map((step, at) => ({ ...step, position: { x: 0, y: at * 150 } }));
  const edges = all.slice(1).map((step, at) => ({ id: `e${at}`, from: all[at]?.id ?? '', port: 'next', to: step.id }));
  const graph = { schema: 1, settings: { timezone: 'Asia/Ho_Chi_Minh' }, steps: Object.fromEntries(all.map((step) => [step.id, step])), edges };
  const { id } = await product.api<{ id: string }>('/flows', { method: 'POST', body: { name, graph } });
  await product.api(`/flows/${id}/publish`, { method: 'POST' });
  return id;
}

/** Tells the shop of a new order, of these things. */
export function placeOrder(product: Product, code: string, lines: readonly { title: string; quantity: number; price: number }[] = []): Promise<unknown> {
  const customer = { name: 'Nguyễn Thị Lan', phone: '+84912345678', email: 'lan@khach.example.com' };
  const order = { code, externalId: `id-${code}`, createdAt: new Date().toISOString(), total: 250_000, state: 'open', customer, lines };
  return product.api('/events', { method: 'POST', body: { type: 'order.created', payload: { order }, externalId: `order-${code}` } });
}
