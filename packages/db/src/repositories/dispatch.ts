import { matchKeysOf } from '@noi/flow';
import type { Change, DispatchBatch, DispatchRepository, NewEvent, SubscriptionRow } from '../Db.ts';
import { channels } from '../live/channels.ts';
import { inTransaction } from '../store/inTransaction.ts';
import { fromJson } from '../store/json.ts';
import type { Queryable, Store } from '../store/Store.ts';
import { createEntryDesk } from './entryDesk.ts';
import { type EventColumns, toBusinessEvent } from './events.ts';
import { insertRuns } from './insertRuns.ts';
import { createOrderWriter } from './orderWriter.ts';
import { dropMissed, lockMissed, noteMissed } from './pausedEvents.ts';
import { createReceiptWriter } from './receiptWriter.ts';
import { storeEvents } from './storeEvents.ts';
import { createWaitWriter } from './waitWriter.ts';

/**
 * The dispatcher's side of events. Raw SQL: Prisma has no `FOR UPDATE SKIP LOCKED`, by which many dispatchers share one queue,
 * and everything here must commit in the one transaction that holds those locks.
 */
export function createDispatchRepository({ pool, listener, announce }: Store): DispatchRepository {
  return {
    async batch(limit, work) {
      const changes: Change[] = [];
      const count = await inTransaction(pool, async (client) => {
        const { rows } = await client.query<EventColumns>({
          name: 'dispatch.take',
          text: `
            select id, workspace_id as "workspaceId", type, source, connection_id as "connectionId", external_id as "externalId",
              occurred_at as "occurredAt", received_at as "receivedAt", payload, trace
            from event where dispatched_at is null order by id limit $1 for update skip locked`,
          values: [limit],
        });
        if (rows.length === 0) return 0;

        const { batch, paused } = createBatch(client, rows, changes);
        await work(batch);
        const ids = rows.map(({ id }) => id);
        await noteMissed(client, ids, [...paused]);
        await noteSubjects(client, rows);
        await client.query({
          name: 'dispatch.done',
          // Rows of a partitioned table are found by their key alone when the range of keys is told as well.
          text: 'update event set dispatched_at = now() where id = any($1::uuid[]) and id between $2 and $3',
          values: [ids, ids[0], ids.at(-1)],
        });
        return rows.length;
      });
      announce(changes);
      return count;
    },

    async missed(limit, work) {
      const changes: Change[] = [];
      const count = await inTransaction(pool, async (client) => {
        const pairs = await lockMissed(client, limit);
        if (pairs.length === 0) return 0;
        const due = pairs.filter(({ isOver }) => !isOver);
        const { rows } = await client.query<EventColumns>(
          `select id, workspace_id as "workspaceId", type, source, connection_id as "connectionId", external_id as "externalId",
             occurred_at as "occurredAt", received_at as "receivedAt", payload, trace
           from event where id = any($1::uuid[]) order by id`,
          [due.map(({ eventId }) => eventId)],
        );
        const flows = new Map<string, Set<string>>();
        for (const { flowId, eventId } of due) flows.set(eventId, (flows.get(eventId) ?? new Set()).add(flowId));
        const { batch, paused } = createBatch(client, rows, changes);
        if (rows.length > 0) await work(batch, flows);
        // A flow that was paused meanwhile did not hear them this time either.
        await dropMissed(
          client,
          pairs.filter(({ flowId }) => !paused.has(flowId)),
        );
        return pairs.length;
      });
      announce(changes);
      return count;
    },

    async setAside({ workspaceId, id }) {
      const { rowCount } = await pool.query('update event set dispatched_at = now() where workspace_id = $1 and id = $2 and dispatched_at is null', [
        workspaceId,
        id,
      ]);
      return rowCount === 1;
    },

    async leaveMissed({ workspaceId, flowId, eventId }) {
      const { rowCount } = await pool.query('delete from flow_missed where workspace_id = $1 and flow_id = $2 and event_id = $3', [
        workspaceId,
        flowId,
        eventId,
      ]);
      return rowCount === 1;
    },

    async onStored(hear) {
      return await listener.listen(channels.stored, hear);
    },
  };
}

/** Notes whom and what the events are about. */
async function noteSubjects(client: Queryable, rows: readonly EventColumns[]): Promise<void> {
  const notes = rows.flatMap(({ id, workspaceId, payload }) =>
    matchKeysOf(fromJson<Record<string, unknown>>(payload)).map((key) => ({ workspaceId, key, id })),
  );
  if (notes.length === 0) return;
  await client.query({
    name: 'dispatch.about',
    text: `insert into about (workspace_id, key, kind, id)
      select workspace_id, key, 'event', id from unnest($1::text[], $2::text[], $3::uuid[]) as x(workspace_id, key, id) on conflict do nothing`,
    values: [notes.map(({ workspaceId }) => workspaceId), notes.map(({ key }) => key), notes.map(({ id }) => id)],
  });
}

/** `paused` fills with the flows that would hear the batch, had they not been found paused. */
function createBatch(
  client: Queryable,
  rows: readonly EventColumns[],
  changes: Change[],
): { readonly batch: DispatchBatch; readonly paused: ReadonlySet<string> } {
  const paused = new Set<string>();
  const batch: DispatchBatch = {
    events: rows.map(toBusinessEvent),
    orders: createOrderWriter(client),
    messages: createReceiptWriter(client, (change) => changes.push(change)),
    entry: createEntryDesk(client, (change) => changes.push(change)),
    waits: createWaitWriter(client, (change) => changes.push(change)),

    async derive(event: NewEvent) {
      const [stored] = await storeEvents(client, [event]);
      if (stored?.isNew) changes.push({ workspaceId: event.workspaceId, kind: 'event', id: stored.id });
    },

    async subscriptions(keys) {
      if (keys.length === 0) return [];
      const { rows: found } = await client.query<SubscriptionRow & { readonly status: 'live' | 'paused' }>({
        name: 'dispatch.subscriptions',
        text: `
          select s.flow_id as "flowId", s.workspace_id as "workspaceId", s.version_id as "versionId", s.plan_hash as "planHash", s.event, s.source,
            s.connection_id as "connectionId", s.rules, f.status
          from subscription s join flow f on f.id = s.flow_id and f.workspace_id = s.workspace_id
          where f.status in ('live', 'paused') and f.removed_at is null and (s.workspace_id, s.event) in (select * from unnest($1::text[], $2::text[]))
          order by s.flow_id`,
        values: [keys.map((key) => key.workspaceId), keys.map((key) => key.event)],
      });
      return found.flatMap(({ status, ...subscription }) => {
        if (status === 'live') return [subscription];
        paused.add(subscription.flowId);
        return [];
      });
    },

    async createRuns(runs) {
      if (runs.length === 0) return [];
      const created = await insertRuns(client, runs);
      for (const { workspaceId, id } of created) changes.push({ workspaceId, kind: 'run', id });
      return created;
    },
  };
  return { batch, paused };
}
