import type { ShopOrder } from './ShopOrder.ts';

const pageSize = 50;

/** `GET orders.json`: filters use other words than payloads do (`shipped` for `fulfilled`). */
export function listOrders(orders: readonly ShopOrder[], query: URLSearchParams): readonly Partial<ShopOrder>[] {
  const limit = Math.min(pageSize, Number(query.get('limit') ?? pageSize));
  const page = Math.max(1, Number(query.get('page') ?? 1));
  const [sortBy = 'created_at', direction = 'desc'] = (query.get('order') ?? 'created_at desc').split(' ');
  const key = sortBy === 'updated_at' ? 'updated_at' : 'created_at';
  const sorted = filterOrders(orders, query).sort((a, b) => (a[key] < b[key] ? -1 : 1) * (direction === 'asc' ? 1 : -1));
  const fields = query.get('fields')?.split(',');
  return sorted.slice((page - 1) * limit, page * limit).map((order) => (fields === undefined ? order : pick(order, fields)));
}

export function filterOrders(orders: readonly ShopOrder[], query: URLSearchParams): ShopOrder[] {
  const ids = query.get('ids')?.split(',');
  const since = Number(query.get('since_id') ?? 0);
  return orders.filter(
    (order) =>
      (ids === undefined || ids.includes(String(order.id))) &&
      order.id > since &&
      isWithin(order.created_at, query.get('created_at_min'), query.get('created_at_max')) &&
      isWithin(order.updated_at, query.get('updated_at_min'), query.get('updated_at_max')) &&
      hasStatus(order, query.get('status') ?? 'any') &&
      isOneOf(order.financial_status, query.get('financial_status'), { partially_paid: 'partiallypaid' }) &&
      isOneOf(order.fulfillment_status, query.get('fulfillment_status'), { shipped: 'fulfilled', unshipped: 'notfulfilled' }),
  );
}

function isWithin(time: string, from: string | null, to: string | null): boolean {
  return (from === null || Date.parse(time) >= Date.parse(from)) && (to === null || Date.parse(time) <= Date.parse(to));
}

function hasStatus(order: ShopOrder, status: string): boolean {
  if (status === 'cancelled') return order.cancelled_at !== null;
  if (status === 'closed') return order.closed_at !== null;
  return status !== 'open' || (order.cancelled_at === null && order.closed_at === null);
}

function isOneOf(value: string, wanted: string | null, spellings: Readonly<Record<string, string>>): boolean {
  return wanted === null || value === (spellings[wanted] ?? wanted);
}

function pick(order: ShopOrder, fields: readonly string[]): Partial<ShopOrder> {
  return Object.fromEntries(Object.entries(order).filter(([key]) => fields.includes(key)));
}
