import type { DueGathering, SubscriptionRow } from '../Db.ts';
import type { Queryable } from '../store/Store.ts';
import { lockEntry } from './entryDesk.ts';
import { type EventColumns, toBusinessEvent } from './events.ts';

interface DueRow {
  readonly id: string;
  readonly type: DueGathering['type'];
  readonly event: DueGathering['event'];
  readonly subscription: SubscriptionRow;
}

/** Takes gatherings that are due out of the table, with the live version of their flows; those of flows that are not live stay. */
export async function takeDue(client: Queryable, { at, limit }: { at: Date; limit: number }): Promise<readonly DueGathering[]> {
  const found = await client.query<{ id: string; flowId: string }>(
    `select g.id, g.flow_id as "flowId" from gathering g join subscription s on s.flow_id = g.flow_id and s.workspace_id = g.workspace_id
     join flow f on f.id = g.flow_id and f.status = 'live' and f.removed_at is null
     where g.due_at <= $1 order by g.due_at, g.id limit $2`,
    [at, limit],
  );
  if (found.rows.length === 0) return [];
  await lockEntry(
    client,
    found.rows.map(({ flowId }) => flowId),
  );
  // Read again under the lock: another dispatcher may have taken it, or a late event moved it.
  const { rows } = await client.query<DueRow>(
    `with due as (
       delete from gathering g using flow f
       where g.id = any($1::uuid[]) and g.due_at <= $2 and f.id = g.flow_id and f.status = 'live' and f.removed_at is null
       returning g.id, g.flow_id, g.type, g.event, g.due_at
     )
     select due.id, due.type, due.event, jsonb_build_object('flowId', s.flow_id, 'workspaceId', s.workspace_id, 'versionId', s.version_id,
       'planHash', s.plan_hash, 'event', s.event, 'source', s.source, 'connectionId', s.connection_id, 'rules', s.rules) as subscription
     from due join subscription s on s.flow_id = due.flow_id order by due.due_at, due.id`,
    [found.rows.map(({ id }) => id), at],
  );
  const due: DueGathering[] = [];
  for (const { id, ...row } of rows) {
    const { rows: kept } = await client.query<{ nr: number; eventId: string; payload: Readonly<Record<string, unknown>> }>(
      'delete from gathered where gathering_id = $1 returning nr, event_id as "eventId", payload',
      [id],
    );
    kept.sort((one, other) => one.nr - other.nr);
    const { rows: events } = await client.query<EventColumns>(
      `select id, workspace_id as "workspaceId", type, source, connection_id as "connectionId", external_id as "externalId", occurred_at as "occurredAt",
         received_at as "receivedAt", payload from event where id = $1 and workspace_id = $2`,
      [kept.at(-1)?.eventId, row.subscription.workspaceId],
    );
    const [last] = events;
    if (last !== undefined) due.push({ ...row, last: toBusinessEvent(last), payloads: kept.map(({ payload }) => payload) });
  }
  return due;
}

/** Takes out what removed flows gathered, some of it at a time: they start nothing any more, and what is gathered keeps its events. A batch under way may still add some. */
export async function dropGatherings(client: Queryable): Promise<void> {
  await client.query(
    `with gone as (
       select g.id from gathering g join flow f on f.id = g.flow_id and f.workspace_id = g.workspace_id and f.removed_at is not null
       limit 1000 for update of g skip locked
     ), events as (
       delete from gathered d using gone where d.gathering_id = gone.id
     )
     delete from gathering g using gone where g.id = gone.id`,
  );
}
