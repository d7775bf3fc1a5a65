import type { HostingRepository, RunRow } from '../Db.ts';
import { inTransaction } from '../store/inTransaction.ts';
import { toJson } from '../store/json.ts';
import type { Store } from '../store/Store.ts';
import { runColumns } from './runs.ts';

/** Hosts of runs. Raw: one lease for all workers, pages by a key of two columns, and runs that change their host together. Runs of every shop, by the workflow that hosts them. */
export function createHostingRepository({ pool, announce }: Store): HostingRepository {
  return {
    async take({ now, leaseMs, limit }) {
      return await inTransaction(pool, async (client) => {
        const { rows: marks } = await client.query<{ cursor: string }>(
          `update host_sweep set next_at = $2 where id = (select id from host_sweep where next_at <= $1 for update skip locked) returning cursor`,
          [now, new Date(now.getTime() + leaseMs)],
        );
        const [mark] = marks;
        if (mark === undefined) return null;
        const [eventId = null, runId = null] = mark.cursor === '' ? [] : mark.cursor.split(' ');
        const { rows } = await client.query<{ eventId: string; id: string; workflowId: string }>(
          `select r.event_id as "eventId", r.id, r.workflow_id as "workflowId" from run r
           where r.ended_at is null and r.state in ('running', 'waiting') and ($1::uuid is null or (r.event_id, r.id) > ($1, $2::uuid))
           order by r.event_id, r.id limit $3`,
          [eventId, runId, limit],
        );
        const last = rows.at(-1);
        return {
          workflowIds: [...new Set(rows.map(({ workflowId }) => workflowId))],
          cursor: last === undefined ? '' : `${last.eventId} ${last.id}`,
          isLast: rows.length < limit,
        };
      });
    },

    async leave({ cursor, nextAt }) {
      await pool.query('update host_sweep set cursor = $1, next_at = $2', [cursor, nextAt]);
    },

    async runsOf(workflowId) {
      const { rows } = await pool.query<RunRow & { rehosts: number }>(
        `select ${runColumns}, r.rehosts from run r where r.workflow_id = $1 and r.ended_at is null and r.state in ('running', 'waiting') order by r.id`,
        [workflowId],
      );
      return rows.map(({ rehosts, ...run }) => ({ run, rehosts }));
    },

    async rehost(runs, workflowId) {
      const inputs = runs.map(({ run, carry }) => ({ id: run.id, workspace_id: run.workspaceId, former: run.workflowId, carry }));
      const isMoved = await inTransaction(pool, async (client) => {
        const { rowCount: found } = await client.query(`select from run r join ${lost} for update of r`, [toJson(inputs)]);
        // A workflow is started once, with all of its runs: where some are not to be moved any more, none is, and the next look finds who is left.
        if (found !== runs.length) return false;
        await client.query(
          // A claim that is long past: the next sweep for stranded starts takes them up.
          `update run r set workflow_id = $2, carry = x.carry, state = 'starting', claimed_at = to_timestamp(0), rehosts = r.rehosts + 1
           from jsonb_to_recordset($1::jsonb) as x(id uuid, workspace_id text, carry jsonb) where r.id = x.id and r.workspace_id = x.workspace_id`,
          [toJson(inputs), workflowId],
        );
        return true;
      });
      if (isMoved) announce(runs.map(({ run }) => ({ workspaceId: run.workspaceId, kind: 'run', id: run.id })));
      return isMoved;
    },
  };
}

/** SQL: those of the given runs that are not over and still belong to the workflow that was lost. */
const lost = `jsonb_to_recordset($1::jsonb) as x(id uuid, workspace_id text, former text) on r.id = x.id and r.workspace_id = x.workspace_id
  and r.workflow_id = x.former and r.ended_at is null and r.state in ('running', 'waiting')`;
