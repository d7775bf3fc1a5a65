import type { BusinessEvent } from '@noi/events';
import { anyoneKey, customerKey, type MatchKey, matchKeysOf, orderKey } from '@noi/flow';
import { toJson } from '../store/json.ts';
import type { Queryable } from '../store/Store.ts';

/** Whom an event concerns. */
export interface Concern {
  readonly event: BusinessEvent;
  readonly keys: ReadonlySet<MatchKey>;
  /** The run whose message it speaks of. */
  readonly runId: string | null;
}

/**
 * Whom events concern: what their payloads say, and what is known beside it. A receipt or a rating names a message, whose ledger row knows the
 * person and the run; a parcel names its order, and an order's code its customer.
 */
export async function concernsOf(client: Queryable, events: readonly BusinessEvent[]): Promise<readonly Concern[]> {
  const [sent, orders] = await Promise.all([findSent(client, events), findOrders(client, events)]);
  return events.map((event) => {
    const message = messageOf(event);
    const ledger = message && (sent.get(named(event, message.trackingId)) ?? sent.get(named(event, message.messageId)));
    const { code, tracking } = orderNamed(event);
    const order = orders.get(named(event, code)) ?? orders.get(named(event, tracking));
    const known = [order && orderKey(order.code), order?.phone && customerKey(order.phone), ledger && customerKey(ledger.recipient)];
    const keys = [anyoneKey, ...matchKeysOf(event.payload), ...known.filter((key) => typeof key === 'string')];
    return { event, keys: new Set(keys), runId: ledger?.runId ?? null };
  });
}

const named = ({ workspaceId }: BusinessEvent, name: string | undefined) => `${workspaceId} ${name ?? ''}`;

function messageOf({ type, payload }: BusinessEvent) {
  if ('message' in payload) return payload.message;
  return type === 'customer.rated' ? payload.rating.message : null;
}

function orderNamed({ payload }: BusinessEvent): { code?: string; tracking?: string } {
  const [key] = matchKeysOf(payload);
  const code = key?.startsWith('order:') ? { code: key.slice('order:'.length) } : {};
  return 'shipment' in payload && payload.shipment ? { ...code, tracking: payload.shipment.trackingCode.trim() } : code;
}

interface Sent {
  readonly runId: string;
  readonly recipient: string;
}

async function findSent(client: Queryable, events: readonly BusinessEvent[]): Promise<ReadonlyMap<string, Sent>> {
  const names = events.flatMap((event) => {
    const { trackingId, messageId } = messageOf(event) ?? {};
    return trackingId === undefined && messageId === undefined
      ? []
      : [{ workspace_id: event.workspaceId, tracking_id: trackingId ?? null, message_id: messageId ?? null }];
  });
  if (names.length === 0) return new Map();
  const { rows } = await client.query<Sent & { workspaceId: string; name: string }>({
    name: 'concerns.messages',
    text: `
      with x as (select distinct * from jsonb_to_recordset($1::jsonb) as x(workspace_id text, tracking_id text, message_id text))
      select m.workspace_id as "workspaceId", m.provider_message_id as name, m.run_id as "runId", m.recipient
      from message m join x on m.workspace_id = x.workspace_id and m.provider_message_id = x.message_id
      union all
      select m.workspace_id, m.tracking_id, m.run_id, m.recipient from message m join x on m.workspace_id = x.workspace_id and m.tracking_id = x.tracking_id`,
    values: [toJson(names)],
  });
  return new Map(rows.map(({ workspaceId, name, runId, recipient }) => [`${workspaceId} ${name}`, { runId, recipient }]));
}

interface KnownOrder {
  readonly code: string;
  readonly phone: string | null;
}

async function findOrders(client: Queryable, events: readonly BusinessEvent[]): Promise<ReadonlyMap<string, KnownOrder>> {
  // An order's own event says all of it.
  const names = events.flatMap((event) => {
    const { code, tracking } = 'order' in event.payload ? {} : orderNamed(event);
    return code === undefined && tracking === undefined ? [] : [{ workspace_id: event.workspaceId, code: code ?? null, tracking: tracking ?? null }];
  });
  if (names.length === 0) return new Map();
  const { rows } = await client.query<KnownOrder & { workspaceId: string; name: string }>({
    name: 'concerns.orders',
    text: `
      with x as (select distinct * from jsonb_to_recordset($1::jsonb) as x(workspace_id text, code text, tracking text))
      select o.workspace_id as "workspaceId", o.code as name, o.code, o.phone
      from "order" o join x on o.workspace_id = x.workspace_id and o.code = x.code
      union all
      select o.workspace_id, s.tracking_code, o.code, o.phone
      from shipment s join x on s.workspace_id = x.workspace_id and s.tracking_code = x.tracking
        join "order" o on o.id = s.order_id and o.workspace_id = s.workspace_id`,
    values: [toJson(names)],
  });
  return new Map(rows.map(({ workspaceId, name, code, phone }) => [`${workspaceId} ${name}`, { code, phone }]));
}
