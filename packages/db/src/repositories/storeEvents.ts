import type { NewEvent } from '../Db.ts';
import { channels } from '../live/channels.ts';
import { newId } from '../newId.ts';
import { toJson } from '../store/json.ts';
import type { Queryable } from '../store/Store.ts';

export interface StoredEvent {
  readonly id: string;
  readonly isNew: boolean;
}

/**
 * Stores the events whose key is new, with their notice to the dispatcher, in one statement. Raw SQL because Prisma cannot say
 * "insert both rows or none, in order of keys", and because every delivery of every provider passes here.
 */
export async function storeEvents(client: Queryable, events: readonly NewEvent[]): Promise<readonly StoredEvent[]> {
  const inputs = events.map(({ workspaceId, source, connectionId, event, trace }) => ({
    id: newId(),
    workspace_id: workspaceId,
    source,
    connection_id: connectionId,
    external_id: event.externalId,
    type: event.type,
    occurred_at: event.occurredAt,
    payload: event.payload,
    trace: trace ?? null,
  }));

  const { rows: fresh } = await client.query<{ id: string }>({
    name: 'events.store',
    text: `
      with input as (
        select * from jsonb_to_recordset($1::jsonb) as x(
          id uuid, workspace_id text, source text, connection_id uuid, external_id text, type text, occurred_at timestamptz, payload jsonb, trace text)
      ), fresh as (
        insert into event_key (workspace_id, source, external_id, event_id)
        select workspace_id, source, external_id, id from input
        -- One order for all writers, so that two of them never wait for each other in a circle.
        order by workspace_id, source, external_id, id
        on conflict do nothing
        returning event_id
      ), stored as (
        insert into event (id, workspace_id, type, source, connection_id, external_id, occurred_at, received_at, payload, trace)
        select id, workspace_id, type, source, connection_id, external_id, occurred_at, now(), payload, trace
        from input where id in (select event_id from fresh)
        returning id
      )
      select id, case when row_number() over () = 1 then pg_notify('${channels.stored}', '') end from stored`,
    values: [toJson(inputs)],
  });

  const isNew = new Set(fresh.map(({ id }) => id));
  const repeated = inputs.filter(({ id }) => !isNew.has(id));
  const known = repeated.length > 0 ? await knownIds(client, repeated) : new Map<string, string>();
  return inputs.map((input) => (isNew.has(input.id) ? { id: input.id, isNew: true } : { id: known.get(keyOf(input)) ?? input.id, isNew: false }));
}

interface EventKey {
  readonly workspace_id: string;
  readonly source: string;
  readonly external_id: string;
}

const keyOf = ({ workspace_id, source, external_id }: EventKey) => toJson([workspace_id, source, external_id]);

async function knownIds(client: Queryable, keys: readonly EventKey[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<EventKey & { event_id: string }>(
    `select k.* from event_key k
     join jsonb_to_recordset($1::jsonb) as x(workspace_id text, source text, external_id text) using (workspace_id, source, external_id)`,
    [toJson(keys)],
  );
  return new Map(rows.map((row) => [keyOf(row), row.event_id]));
}
