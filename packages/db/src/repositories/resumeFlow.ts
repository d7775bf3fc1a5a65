import { AppError } from '@noi/errors';
import type { FlowRepository, WaitKey } from '../Db.ts';
import { channels } from '../live/channels.ts';
import { smallestIdAt } from '../partitions/monthBounds.ts';
import { inTransaction } from '../store/inTransaction.ts';
import type { Store } from '../store/Store.ts';
import { answerHeld, releases } from './heldRows.ts';

type Key = Parameters<FlowRepository['resume']>[0];
type Choice = Parameters<FlowRepository['resume']>[1];

/** Ids are made a little before their rows are stored. */
const idsAheadMs = 60_000;

/** SQL: events `e` that the live version `s` of the flow would have heard since the time in $3. */
const missed = `from subscription s join event e on e.workspace_id = s.workspace_id and e.type = s.event and e.id > $4 and e.received_at >= $3
    and (s.source is null or e.source = s.source) and (s.connection_id is null or e.connection_id = s.connection_id)
    and coalesce(e.payload ->> 'flowId', s.flow_id::text) = s.flow_id::text
  where s.workspace_id = $1 and s.flow_id = $2`;

const missedSince = ({ workspaceId, id }: Key, pausedAt: Date) => [workspaceId, id, pausedAt, smallestIdAt(pausedAt.getTime() - idsAheadMs)];

/** Status, answers and events change together: whatever a death interrupts was not resumed. Raw for the lock and the condition on each hold. */
export async function resumeFlow(
  { pool }: Store,
  key: Key,
  { held, spreadMs = 0, events, now }: Choice,
): Promise<{ waits: readonly WaitKey[]; events: number }> {
  const { workspaceId, id } = key;
  return await inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ pausedAt: Date | null }>(
      `select paused_at as "pausedAt" from flow where workspace_id = $1 and id = $2 and status = 'paused' and removed_at is null for update`,
      [workspaceId, id],
    );
    const [flow] = rows;
    if (flow === undefined) throw new AppError('flow_not_live', { message: 'The flow is not paused' });
    await client.query(`update flow set status = 'live', paused_at = null, resume_choice = $3, updated_at = now() where workspace_id = $1 and id = $2`, [
      workspaceId,
      id,
      held,
    ]);
    const spread = held === 'spread' ? { spreadMs } : {};
    const waits = await answerHeld(client, { workspaceId, holdKey: `flow:${id}`, answer: releases[held], now, ...spread });
    const started =
      events === 'start' && flow.pausedAt !== null
        ? await client.query(
            `insert into flow_missed (flow_id, event_id, workspace_id) select s.flow_id, e.id, e.workspace_id ${missed} on conflict do nothing`,
            missedSince(key, flow.pausedAt),
          )
        : { rowCount: 0 };
    await client.query(`select pg_notify('${channels.stored}', ''), pg_notify('${channels.starts}', '')`);
    return { waits, events: started.rowCount ?? 0 };
  });
}

export async function findPause({ pool }: Store, key: Key): Promise<Awaited<ReturnType<FlowRepository['pause']>>> {
  const { workspaceId, id } = key;
  const { rows } = await pool.query<{ pausedAt: Date | null }>(
    `select paused_at as "pausedAt" from flow where workspace_id = $1 and id = $2 and status = 'paused' and removed_at is null`,
    [workspaceId, id],
  );
  const pausedAt = rows[0]?.pausedAt;
  if (!pausedAt) return null;
  const { rows: counted } = await pool.query<{ count: number }>(`select count(*)::int as count ${missed}`, missedSince(key, pausedAt));
  return { pausedAt, eventsMissed: counted[0]?.count ?? 0 };
}
