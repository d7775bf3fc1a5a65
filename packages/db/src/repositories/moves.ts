import type { AskedMove, MoveProgress, MoveRepository, MoveTarget, RunMove, RunRow } from '../Db.ts';
import { inTransaction } from '../store/inTransaction.ts';
import type { Store } from '../store/Store.ts';
import { handOverRuns } from './handOverRuns.ts';
import { chosenAt, isUnderWay, stepsOf } from './moveRows.ts';
import { runColumns } from './runs.ts';
import { findStanding } from './standingRuns.ts';

/** Runs that change their version. Raw: leases, and a change of runs, waits and stories that is whole or not at all. */
export function createMoveRepository({ pool, announce }: Store): MoveRepository {
  const tell = (workspaceId: string, runIds: readonly string[]) => announce(runIds.map((id) => ({ workspaceId, kind: 'run', id })));

  return {
    standing: (key) => findStanding(pool, key),

    async latest({ workspaceId, flowId, at }) {
      const { rows } = await pool.query<Omit<MoveProgress, 'state'> & { isCancelled: boolean; isEnded: boolean }>(
        `select b.id, b.version_id as "versionId", b.total, b.starts_at as "startsAt", b.cancelled_at is not null as "isCancelled", b.ended_at is not null as "isEnded",
           coalesce(m.done, 0) as done, coalesce(m.kept, 0) as kept
         from move_batch b left join lateral (
           select count(*)::int as done, (count(*) filter (where action = 'keep'))::int as kept
           from move_run where batch_id = b.id and workspace_id = b.workspace_id and ended_at is not null
         ) m on true
         where b.workspace_id = $1 and b.flow_id = $2 order by b.created_at desc, b.id desc limit 1`,
        [workspaceId, flowId],
      );
      const [row] = rows;
      if (row === undefined) return null;
      const { isCancelled, isEnded, ...progress } = row;
      return { ...progress, state: isCancelled ? 'cancelled' : isEnded ? 'done' : row.startsAt > at ? 'planned' : 'moving' };
    },

    async cancel({ workspaceId, id, at }) {
      const { rowCount } = await pool.query(
        `update move_batch b set cancelled_at = $3 where b.workspace_id = $1 and b.id = $2 and ${isUnderWay} and b.starts_at > $3`,
        [workspaceId, id, at],
      );
      return rowCount === 1;
    },

    async endInstead({ workspaceId, runId }) {
      await pool.query(`update move_run set action = 'end', asked_at = null where workspace_id = $1 and run_id = $2 and ended_at is null`, [
        workspaceId,
        runId,
      ]);
    },

    async settle(at) {
      const { rowCount } = await pool.query(`select from move_batch b where ${isUnderWay} and b.starts_at <= $1 limit 1`, [at]);
      if (rowCount === 0) return false;
      await pool.query(
        `update run r set version_id = b.version_id, plan_hash = b.plan_hash, engine = b.engine from move_run m join move_batch b on b.id = m.batch_id
         where r.id = m.run_id and r.workspace_id = m.workspace_id and r.state = 'queued' and m.action = 'move' and m.ended_at is null
           and ${isUnderWay} and b.starts_at <= $1`,
        [at],
      );
      await pool.query(
        `update move_run m set ended_at = $1, moved_at = case when m.action = 'move' and r.plan_hash = b.plan_hash then $1::timestamptz end,
           action = case when r.state in ('done', 'failed') and r.plan_hash <> b.plan_hash then 'keep' else m.action end
         from move_batch b, run r
         where b.id = m.batch_id and ${isUnderWay} and b.starts_at <= $1 and m.ended_at is null and r.id = m.run_id and r.workspace_id = m.workspace_id
           and (r.ended_at is not null or m.action = 'move' and r.plan_hash = b.plan_hash)`,
        [at],
      );
      await pool.query(
        `update move_batch b set ended_at = $1 where ${isUnderWay} and b.starts_at <= $1
           and not exists (select from move_run m where m.batch_id = b.id and m.ended_at is null)`,
        [at],
      );
      return true;
    },

    async claim({ at, askedBefore, limit }) {
      const { rows } = await pool.query<RunRow & Pick<AskedMove, 'action'>>(
        `with due as (
           select m.batch_id, m.run_id, m.workspace_id, m.action, b.choices from move_run m join move_batch b on b.id = m.batch_id
           where ${isUnderWay} and b.starts_at <= $1 and m.ended_at is null and (m.asked_at is null or m.asked_at <= $2)
           order by m.batch_id, m.run_id limit $3 for update of m skip locked
         ), placed as (
           -- Between two steps nothing is chosen for it: it is looked at again when its lease is over.
           select due.batch_id, due.run_id, due.action = 'end' or due.choices is null or at.steps is not null as is_known,
             case when due.action = 'end' or due.choices is null or at.steps is null then due.action else ${chosenAt('due.choices', 'at.steps')} end as action
           from due left join lateral (
             select array_agg(step_id) as steps from run r cross join lateral (${stepsOf(['waiting', 'retrying', 'running'])}) s
             where r.id = due.run_id and r.workspace_id = due.workspace_id
           ) at on true
         ), told as (
           update move_run m set asked_at = $1, action = placed.action, ended_at = case when placed.action = 'keep' then $1::timestamptz end
           from placed where m.batch_id = placed.batch_id and m.run_id = placed.run_id returning m.run_id, m.workspace_id, m.action, placed.is_known
         )
         select case when t.action = 'end' then 'cancel' else t.action end as action, ${runColumns}
         from told t join run r on r.id = t.run_id and r.workspace_id = t.workspace_id
         where t.is_known and t.action <> 'keep' and r.ended_at is null and r.state <> 'starting'`,
        [at, askedBefore, limit],
      );
      return rows.map(({ action, ...run }) => ({ action, run }));
    },

    async targets({ workspaceId, runIds, at }) {
      const { rows } = await pool.query<MoveTarget & { runId: string }>(
        `select m.run_id as "runId", b.id as "batchId", b.version_id as "versionId", b.plan_hash as "planHash"
         from move_run m join move_batch b on b.id = m.batch_id and b.workspace_id = m.workspace_id
         where ${isUnderWay} and b.starts_at <= $3 and m.ended_at is null and m.action = 'move' and m.workspace_id = $1 and m.run_id = any($2::uuid[])`,
        [workspaceId, runIds, at],
      );
      return new Map(rows.map(({ runId, ...target }) => [runId, target]));
    },

    async of({ workspaceId, runId }) {
      const { rows } = await pool.query<RunMove>(
        `select v.number as version, m.moved_at as at from move_run m
           join move_batch b on b.id = m.batch_id and b.workspace_id = m.workspace_id join flow_version v on v.id = b.version_id and v.workspace_id = b.workspace_id
         where m.workspace_id = $1 and m.run_id = $2 and m.moved_at is not null order by m.moved_at, v.number`,
        [workspaceId, runId],
      );
      return rows;
    },

    async handOver(request) {
      const { moved, stay } = await inTransaction(pool, (client) => handOverRuns(client, request));
      tell(request.workspaceId, moved);
      return stay;
    },
  };
}
