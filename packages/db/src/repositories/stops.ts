import type { FlowStopRow, RunRow, StopBatch, StopRepository } from '../Db.ts';
import { channels } from '../live/channels.ts';
import { newId } from '../newId.ts';
import { inTransaction } from '../store/inTransaction.ts';
import type { Store } from '../store/Store.ts';
import { runColumns } from './runs.ts';

/** SQL: runs `r` that the stop `s` means and that are still under way. */
const meant = `from run r where r.workspace_id = s.workspace_id and r.flow_id = s.flow_id and r.ended_at is null and r.started_at <= s.asked_at`;
const columns = `s.id, s.asked_by as "askedBy", s.asked_at as "askedAt", s.total, s.ended_at as "endedAt",
  case when s.ended_at is null then (select count(*)::int ${meant}) else 0 end as left`;

/** Stops of all runs of a flow. Raw: counts of open runs in the statement that reads or writes, and leases under `SKIP LOCKED`. */
export function createStopRepository({ pool, listener, announce }: Store): StopRepository {
  const tell = (workspaceId: string, flowId: string) => announce([{ workspaceId, kind: 'flow', id: flowId }]);

  return {
    async ask({ workspaceId, flowId, askedBy }) {
      const row = await inTransaction(pool, async (client) => {
        await client.query(`update flow_stop set ended_at = now(), due_at = null where workspace_id = $1 and flow_id = $2 and ended_at is null`, [
          workspaceId,
          flowId,
        ]);
        const { rows } = await client.query<FlowStopRow>(
          `with open as (
             select count(*)::int as count from run r where r.workspace_id = $2 and r.flow_id = $3 and r.ended_at is null
           ), made as (
             insert into flow_stop (id, workspace_id, flow_id, asked_by, asked_at, total, due_at, ended_at)
             select $1, $2, $3, $4, now(), count, case when count > 0 then now() end, case when count = 0 then now() end from open
             returning *
           )
           select id, asked_by as "askedBy", asked_at as "askedAt", total, total as left, ended_at as "endedAt", pg_notify('${channels.stops}', '') from made`,
          [newId(), workspaceId, flowId, askedBy],
        );
        return rows[0] as FlowStopRow;
      });
      tell(workspaceId, flowId);
      return row;
    },

    async latest({ workspaceId, flowId }) {
      const { rows } = await pool.query<FlowStopRow>(
        `select ${columns} from flow_stop s where s.workspace_id = $1 and s.flow_id = $2 order by s.asked_at desc, s.id desc limit 1`,
        [workspaceId, flowId],
      );
      return rows[0] ?? null;
    },

    async countOpen({ workspaceId, flowId }) {
      const { rows } = await pool.query<{ count: number }>(
        `select count(*)::int as count from run where workspace_id = $1 and flow_id = $2 and ended_at is null`,
        [workspaceId, flowId],
      );
      return rows[0]?.count ?? 0;
    },

    async take({ now, leasedUntil, limit }) {
      const { rows } = await pool.query<Omit<StopBatch, 'runs'> & { flowId: string; askedAt: Date; cursor: string | null }>(
        `with due as (select id from flow_stop where due_at <= $1 order by due_at limit 1 for update skip locked)
         update flow_stop s set due_at = $2 from due where s.id = due.id
         returning s.id, s.workspace_id as "workspaceId", s.flow_id as "flowId", s.asked_at as "askedAt", s.cursor`,
        [now, leasedUntil],
      );
      const [stop] = rows;
      if (stop === undefined) return null;
      const { id, workspaceId, flowId, askedAt, cursor } = stop;
      // Whoever waits for its turn goes first, wherever the cursor is: the end of those before it would let it in.
      const { rows: runs } = await pool.query<RunRow>(
        `with queued as (
           select ${runColumns} from entry_turn t join run r on r.id = t.run_id and r.workspace_id = t.workspace_id
           where t.workspace_id = $1 and t.flow_id = $2 and t.state = 'queued' and r.state = 'queued' and r.started_at <= $3 order by r.id limit $5
         ), hosted as (
           select ${runColumns} from run r where r.workspace_id = $1 and r.flow_id = $2 and r.ended_at is null and r.started_at <= $3
             and ($4::uuid is null or r.id > $4) and not exists (select from queued) order by r.id limit $5
         )
         select * from queued union all select * from hosted order by id`,
        [workspaceId, flowId, askedAt, cursor, limit],
      );
      return { id, workspaceId, runs };
    },

    async settle({ workspaceId, id, runs }, { now, againAt }) {
      if (runs.length > 0) {
        const last = runs.findLast(({ state }) => state !== 'queued')?.id ?? null;
        await pool.query(`update flow_stop set cursor = coalesce($3::uuid, cursor), due_at = $4 where workspace_id = $1 and id = $2 and ended_at is null`, [
          workspaceId,
          id,
          last,
          now,
        ]);
        return;
      }
      const { rows } = await pool.query<{ flowId: string }>(
        `update flow_stop s set cursor = null, due_at = case when x.left > 0 then $4::timestamptz end, ended_at = case when x.left = 0 then $3::timestamptz end
         from (select s.id, (select count(*) ${meant}) as left from flow_stop s where s.workspace_id = $1 and s.id = $2) x
         where s.workspace_id = $1 and s.id = x.id and s.ended_at is null returning s.flow_id as "flowId"`,
        [workspaceId, id, now, againAt],
      );
      for (const { flowId } of rows) tell(workspaceId, flowId);
    },

    async nextAt() {
      const { rows } = await pool.query<{ at: Date | null }>('select min(due_at) as at from flow_stop where due_at is not null');
      return rows[0]?.at ?? null;
    },

    async onAsked(hear) {
      return await listener.listen(channels.stops, hear);
    },
  };
}
