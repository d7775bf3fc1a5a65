import { AppError } from '@noi/errors';
import type { FlowRepository, WaitKey } from '../Db.ts';
import { channels } from '../live/channels.ts';
import { inTransaction } from '../store/inTransaction.ts';
import type { Store } from '../store/Store.ts';
import { answerHeld, releases } from './heldRows.ts';

type Key = Parameters<FlowRepository['resume']>[0];
type Choice = Parameters<FlowRepository['resume']>[1];

/** Status, answers and events change together: whatever a death interrupts was not resumed. Raw for the lock and the condition on each hold. */
export async function resumeFlow(
  { pool }: Store,
  key: Key,
  { held, spreadMs = 0, events, now }: Choice,
): Promise<{ waits: readonly WaitKey[]; events: number }> {
  const { workspaceId, id } = key;
  return await inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `update flow set status = 'live', paused_at = null, resume_choice = $3, resume_events = $4, updated_at = now()
       where workspace_id = $1 and id = $2 and status = 'paused' and removed_at is null`,
      [workspaceId, id, held, events],
    );
    if (rowCount === 0) throw new AppError('flow_not_live', { message: 'The flow is not paused' });
    const spread = held === 'spread' ? { spreadMs } : {};
    const waits = await answerHeld(client, { workspaceId, holdKey: `flow:${id}`, answer: releases[held], now, ...spread });
    // A dispatcher that found the flow paused may yet note some more; the choice counts for these, too.
    const missed = events === 'start' ? countMissed : 'delete from flow_missed where workspace_id = $1 and flow_id = $2';
    const { rows } = await client.query<{ count?: number }>(missed, [workspaceId, id]);
    await client.query(`select pg_notify('${channels.stored}', ''), pg_notify('${channels.starts}', '')`);
    return { waits, events: rows[0]?.count ?? 0 };
  });
}

const countMissed = 'select count(*)::int as count from flow_missed where workspace_id = $1 and flow_id = $2';

export async function findPause({ pool }: Store, key: Key): Promise<Awaited<ReturnType<FlowRepository['pause']>>> {
  const { workspaceId, id } = key;
  const { rows } = await pool.query<{ pausedAt: Date; eventsMissed: number }>(
    `select paused_at as "pausedAt", (${countMissed}) as "eventsMissed" from flow
     where workspace_id = $1 and id = $2 and status = 'paused' and paused_at is not null and removed_at is null`,
    [workspaceId, id],
  );
  return rows[0] ?? null;
}
