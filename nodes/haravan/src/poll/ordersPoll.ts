import type { ParsedEvent, PollDefinition } from '@noi/node-sdk';
import { z } from 'zod';
import { HaravanOrder } from '../webhook/HaravanOrder.ts';
import { cancelled, created, deliveredOrder, paid, updated } from '../webhook/orderEvents.ts';
import { paidState } from '../webhook/orderState.ts';
import { toIso } from '../webhook/toOrder.ts';

const pageSize = 50;
/** A list may lag behind its orders: each round reads the last two minutes again, which stores nothing twice. */
const overlapMs = 2 * 60_000;

const Cursor = z.object({
  /** Where listening began; what happened before is no news. */
  since: z.iso.datetime(),
  /** Changes from here on are read next; by Haravan's clock. */
  from: z.iso.datetime(),
  /** More than one page only while more orders than a page holds changed in one and the same moment. */
  page: z.number().int().min(1),
  /** The latest change seen in this round. */
  seen: z.iso.datetime().nullable(),
});
type Cursor = z.infer<typeof Cursor>;

/** Reads orders by the time of their last change. The events are those of the webhook, by the same names, so shops that have both get each once. */
export const ordersPoll: PollDefinition = {
  id: 'haravan.orders',
  everySeconds: 300,
  async poll({ http, values, cursor: kept, now }) {
    const cursor = kept === null ? { since: now.toISOString(), from: now.toISOString(), page: 1, seen: null } : Cursor.parse(kept);
    const query = { updated_at_min: cursor.from, order: 'updated_at asc', status: 'any', limit: pageSize, page: cursor.page };
    const answer = (await http.get('/com/orders.json', { query })).json(z.object({ orders: z.array(HaravanOrder) }));
    const times = answer.orders.map((order) => toIso(order.updated_at ?? order.created_at));
    const hasMore = answer.orders.length === pageSize;
    return { events: answer.orders.flatMap((order) => eventsOf(order, values.orgId ?? '', cursor.since)), cursor: nextCursor(cursor, times, hasMore), hasMore };
  },
};

function nextCursor(cursor: Cursor, times: readonly string[], hasMore: boolean): Cursor {
  const seen = times.at(-1) ?? cursor.seen;
  if (hasMore && seen !== null) return seen > cursor.from ? { ...cursor, from: seen, page: 1, seen } : { ...cursor, page: cursor.page + 1, seen };
  const from = Math.max(Date.parse(cursor.since), seen === null ? Date.parse(cursor.from) : Date.parse(seen) - overlapMs);
  return { ...cursor, from: new Date(from).toISOString(), page: 1, seen: null };
}

function eventsOf(order: HaravanOrder, orgId: string, since: string): readonly ParsedEvent[] {
  const delivered = deliveredOrder(order, orgId);
  const payment = paidState(order.financial_status) === true ? [paid(delivered)] : [];
  const cancellation = order.cancelled_at ? [cancelled(delivered)] : [];
  const isChanged = delivered.updatedAt > toIso(order.created_at);
  return [created(delivered), ...(isChanged ? [updated(delivered)] : []), ...payment, ...cancellation].filter((event) => event.occurredAt >= since);
}
