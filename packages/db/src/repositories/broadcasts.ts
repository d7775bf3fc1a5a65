import type { ParsedEvent } from '@noi/events';
import type { BroadcastRepository, Change, ListColumn, NewBroadcast, RejectedRow } from '../Db.ts';
import { channels } from '../live/channels.ts';
import { newId } from '../newId.ts';
import { inTransaction } from '../store/inTransaction.ts';
import { fromJson, toJson } from '../store/json.ts';
import type { Queryable, Store } from '../store/Store.ts';
import { dueRows } from './dueRows.ts';
import { storeEvents } from './storeEvents.ts';

const atOnce = 2_000;

const columns = `b.id, b.workspace_id as "workspaceId", b.flow_id as "flowId", b.name, b.columns, b.state, b.per_minute as "perMinute", b.total, b.rejected,
  b.sent, b.created_at as "createdAt", b.ended_at as "endedAt"`;

// Rows must not go out where nobody would hear them: they wait until the flow runs, and starts with lists.
const isHeard = `exists (
  select 1 from flow f join subscription s on s.flow_id = f.id and s.workspace_id = f.workspace_id
  where f.id = b.flow_id and f.workspace_id = b.workspace_id and f.status = 'live' and f.removed_at is null and s.event = 'broadcast.recipient')`;

interface Due {
  readonly id: string;
  readonly workspaceId: string;
  readonly flowId: string;
  readonly columns: readonly ListColumn[];
  readonly perMinute: number;
  readonly total: number;
  readonly sent: number;
  readonly nextAt: Date;
}

/** Lists that flows are sent to. Raw SQL for many rows at once, and for events and progress in one transaction under `FOR UPDATE SKIP LOCKED`. */
export function createBroadcastRepository({ pool, announce }: Store): BroadcastRepository {
  return {
    async create(broadcast) {
      const id = newId();
      await inTransaction(pool, async (client) => {
        const { workspaceId, flowId, name, perMinute, createdBy, at, accepted, rejected } = broadcast;
        await client.query({
          name: 'broadcasts.create',
          text: `insert into broadcast (id, workspace_id, flow_id, name, columns, state, per_minute, total, rejected, next_at, created_by, created_at, started_at, ended_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $10, $10, case when $8 = 0 then $10::timestamptz end)`,
          values: [
            ...[id, workspaceId, flowId, name, toJson(broadcast.columns), accepted.length === 0 ? 'done' : 'running', perMinute],
            ...[accepted.length, rejected.length, at, createdBy],
          ],
        });
        await insertRows(client, { id, broadcast });
        await client.query(`select pg_notify('${channels.starts}', '')`);
      });
      announce([{ workspaceId: broadcast.workspaceId, kind: 'broadcast', id }]);
      return id;
    },

    async list({ workspaceId, flowId, limit }) {
      const text = `select ${columns} from broadcast b where b.workspace_id = $1 and b.flow_id = $2 order by b.created_at desc, b.id desc limit $3`;
      return (await pool.query({ name: 'broadcasts.list', text, values: [workspaceId, flowId, limit] })).rows;
    },

    async get({ workspaceId, id }) {
      const text = `select ${columns} from broadcast b where b.workspace_id = $1 and b.id = $2`;
      return (await pool.query({ name: 'broadcasts.get', text, values: [workspaceId, id] })).rows[0] ?? null;
    },

    async rejected({ workspaceId, id }) {
      const { rows } = await pool.query<{ line: number; row: unknown; reason: unknown }>({
        name: 'broadcasts.rejected',
        text: `select line, row, reason from broadcast_row where workspace_id = $1 and broadcast_id = $2 and index is null order by line`,
        values: [workspaceId, id],
      });
      return rows.map(({ line, row, reason }) => ({ line, cells: fromJson<string[]>(row), reason: fromJson<RejectedRow['reason']>(reason) }));
    },

    async setState({ workspaceId, id }, { state, at }) {
      const { rowCount } = await pool.query({
        name: 'broadcasts.setState',
        // The row's lock is the feeder's too: whoever pauses waits for the rows that are on their way.
        text: `
          with changed as (
            update broadcast set state = $3, next_at = case when $3 = 'running' then $4::timestamptz else next_at end,
              ended_at = case when $3 = 'cancelled' then $4::timestamptz end
            where workspace_id = $1 and id = $2 and state = any (case $3 when 'running' then '{paused}' when 'paused' then '{running}' else '{running,paused}' end::text[])
            returning id
          )
          select pg_notify('${channels.starts}', '') from changed`,
        values: [workspaceId, id, state, at],
      });
      if (rowCount === 0) return false;
      announce([{ workspaceId, kind: 'broadcast', id }]);
      return true;
    },

    async feed(now) {
      const changes: Change[] = [];
      const fed = await inTransaction(pool, async (client) => {
        const { rows } = await client.query<Due>({
          name: 'broadcasts.due',
          text: `select ${columns}, b.next_at as "nextAt" from broadcast b where b.state = 'running' and b.next_at <= $1 and ${isHeard}
            order by b.next_at, b.id limit 1 for update of b skip locked`,
          values: [now],
        });
        const [due] = rows;
        if (!due) return null;
        const { id, workspaceId, flowId, total, sent } = due;
        const { count, nextAt } = dueRows({ perMinute: due.perMinute, nextAt: due.nextAt.getTime(), now: now.getTime(), left: total - sent });
        const isDone = sent + count >= total;
        const events = await nextEvents(client, { due, count, now });
        const stored = await storeEvents(
          client,
          events.map((event) => ({ workspaceId, source: 'noi', connectionId: null, event })),
        );
        await client.query({
          name: 'broadcasts.advance',
          text: `update broadcast set sent = $3, next_at = $4, state = $5, ended_at = $6 where id = $1 and workspace_id = $2`,
          values: [id, workspaceId, sent + count, new Date(nextAt), isDone ? 'done' : 'running', isDone ? now : null],
        });
        changes.push({ workspaceId, kind: 'broadcast', id });
        for (const one of stored) if (one.isNew) changes.push({ workspaceId, kind: 'event', id: one.id });
        return { id, workspaceId, flowId, rows: count, isDone };
      });
      announce(changes);
      return fed;
    },

    async nextAt() {
      const { rows } = await pool.query<{ nextAt: Date | null }>({
        name: 'broadcasts.nextAt',
        text: `select min(b.next_at) as "nextAt" from broadcast b where b.state = 'running' and ${isHeard}`,
      });
      return rows[0]?.nextAt ?? null;
    },
  };
}

/** Accepted rows are numbered from 1 in the order in which they go out. */
async function insertRows(client: Queryable, { id, broadcast }: { id: string; broadcast: NewBroadcast }): Promise<void> {
  const rows = [
    ...broadcast.accepted.map(({ line, row }, at) => ({ line, index: at + 1, row, reason: null })),
    ...broadcast.rejected.map(({ line, cells, reason }) => ({ line, index: null, row: cells, reason })),
  ];
  for (let at = 0; at < rows.length; at += atOnce) {
    await client.query({
      name: 'broadcasts.insertRows',
      text: `insert into broadcast_row (broadcast_id, workspace_id, line, index, row, reason)
        select $1, $2, line, index, row, reason
        from jsonb_to_recordset($3::jsonb) as x(line int, index int, row jsonb, reason jsonb)`,
      values: [id, broadcast.workspaceId, toJson(rows.slice(at, at + atOnce))],
    });
  }
}

async function nextEvents(client: Queryable, { due, count, now }: { due: Due; count: number; now: Date }): Promise<ParsedEvent<'broadcast.recipient'>[]> {
  const { rows } = await client.query<{ index: number; row: Readonly<Record<string, string>> }>({
    name: 'broadcasts.rows',
    text: `select index, row from broadcast_row where broadcast_id = $1 and workspace_id = $2 and index > $3 and index <= $4 order by index`,
    values: [due.id, due.workspaceId, due.sent, due.sent + count],
  });
  const phoneKey = due.columns.find(({ type, key }) => type === 'phone' && key !== null)?.key;
  return rows.map(({ index, row }) => {
    const phone = phoneKey && row[phoneKey];
    return {
      type: 'broadcast.recipient',
      // The row's own name for ever: whatever is repeated after a crash is known.
      externalId: `${due.id}:${index}`,
      occurredAt: now.toISOString(),
      payload: { flowId: due.flowId, broadcastId: due.id, row, index, total: due.total, ...(phone && { customer: { phone } }) },
    };
  });
}
