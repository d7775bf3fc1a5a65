import type { FailureGroup, RetryBatch, RetryRepository } from '../Db.ts';
import { channels } from '../live/channels.ts';
import { newId } from '../newId.ts';
import { inTransaction } from '../store/inTransaction.ts';
import { toJson } from '../store/json.ts';
import type { Queryable, Store } from '../store/Store.ts';
import { groupsStatement, isLoose, namedCause } from './failureGroups.ts';
import { plannedTitle } from './plannedTitle.ts';
import { insertRestart } from './restarts.ts';

/** SQL: how an item stands now. It is through when the step that its run was taken up at has ended well, whatever comes later: the run may wait for days then. */
const itemState = `case
  when i.state <> 'asked' then i.state
  when r.state = 'done' or exists (
    select from step_run s where s.run_id = r.id and s.workspace_id = r.workspace_id and s.scope = i.scope and s.step_id = i.step_id and s.state in ('done', 'skipped')
  ) then 'through'
  when r.state = 'failed' then 'failed' when r.ended_at is not null then 'left' else 'asked' end`;
const items = `retry_item i left join run r on i.state = 'asked' and r.id = i.new_run_id and r.workspace_id = i.workspace_id`;

const batchColumns = `b.id, b.workspace_id as "workspaceId", b.flow_id as "flowId", coalesce(f.name, '') as "flowName", b.step_id as "stepId",
  ${plannedTitle('b', '(select r.plan_hash from retry_item i join run r on r.id = i.run_id where i.batch_id = b.id and i.nr = 1)')} as "stepTitle",
  b.error_kind as "errorKind", b.cause, b.error, b.version, b.resend_unknown as "resendUnknown", b.first_count as "firstCount", b.total, b.state,
  b.stopped_by as "stoppedBy", b.created_at as "createdAt", b.ended_at as "endedAt",
  (select jsonb_build_object('pending', count(*) filter (where x.state = 'pending'), 'asked', count(*) filter (where x.state = 'asked'),
    'through', count(*) filter (where x.state = 'through'), 'failed', count(*) filter (where x.state = 'failed'), 'left', count(*) filter (where x.state = 'left'))
   from (select ${itemState} as state from ${items} where i.batch_id = b.id and i.workspace_id = b.workspace_id) x) as counts`;
const batches = `retry_batch b left join flow f on f.id = b.flow_id and f.workspace_id = b.workspace_id`;

/** Failed runs by cause. Raw: groups over JSON, leases, and many items made by one statement. */
export function createRetryRepository({ pool, announce }: Store): RetryRepository {
  return {
    async groups({ workspaceId, flowId = null, limit }) {
      const { rows } = await pool.query<FailureGroup>(groupsStatement({ workspaceId, flowId, limit }));
      return rows;
    },

    async create(retry) {
      const { workspaceId, flowId, stepId, errorKind, cause, at } = retry;
      const made = await inTransaction(pool, async (client) => {
        // One asker at a time: the second finds what the first has made.
        await client.query(`select pg_advisory_xact_lock(hashtextextended('retry ' || $1, 0))`, [[workspaceId, flowId, stepId, errorKind, cause].join('/')]);
        const { rows: open } = await client.query<{ id: string }>(
          `select id from retry_batch where workspace_id = $1 and flow_id = $2 and step_id = $3 and error_kind = $4 and cause = $5 and ended_at is null`,
          [workspaceId, flowId, stepId, errorKind, cause],
        );
        if (open[0] !== undefined) return { id: open[0].id, isNew: false };
        const id = newId();
        const { rows } = await client.query<{ total: number }>(
          `with loose as (select r.id, r.workspace_id, r.flow_id, r.error, r.ended_at, ${namedCause} from run r where r.workspace_id = $1 and r.flow_id = $2 and ${isLoose}),
           meant as (
             select *, row_number() over (order by ended_at, id)::int as nr from loose where step_id = $3 and error_kind = $4 and cause = $5
           ), items as (
             insert into retry_item (batch_id, nr, workspace_id, run_id, state) select $6, nr, workspace_id, id, 'pending' from meant returning nr
           )
           insert into retry_batch (id, workspace_id, flow_id, step_id, error_kind, cause, error, version, resend_unknown, first_count, total, state, created_by,
             created_at, next_at)
           select $6, $1, $2, $3, $4, $5, (select error from meant order by nr desc limit 1), $7, $8, $9, (select count(*)::int from items), 'trying', $10, $11, $11
           where exists (select from meant) returning total`,
          [workspaceId, flowId, stepId, errorKind, cause, id, retry.version, retry.resendUnknown, retry.firstCount, retry.createdBy, at],
        );
        if (rows.length === 0) return null;
        await client.query(`select pg_notify('${channels.starts}', '')`);
        return { id, isNew: true };
      });
      if (made?.isNew) announce([{ workspaceId, kind: 'run', id: made.id }]);
      return made;
    },

    async list({ workspaceId, since = null, limit }) {
      const { rows } = await pool.query<RetryBatch>(
        `select ${batchColumns} from ${batches} where b.workspace_id = $1 and ($2::timestamptz is null or b.ended_at is null or b.ended_at > $2)
         order by b.created_at desc, b.id desc limit $3`,
        [workspaceId, since, limit],
      );
      return rows;
    },

    get: ({ workspaceId, id }) => readBatch(pool, { workspaceId, id }),

    async left({ workspaceId, id, limit }) {
      const { rows } = await pool.query(
        `select run_id as "runId", reason from retry_item where workspace_id = $1 and batch_id = $2 and state = 'left' order by nr limit $3`,
        [workspaceId, id, limit],
      );
      return rows;
    },

    async stop({ workspaceId, id, at }) {
      const { rowCount } = await pool.query(
        `update retry_batch set state = 'stopped', stopped_by = 'person', ended_at = $3, next_at = null where workspace_id = $1 and id = $2 and ended_at is null`,
        [workspaceId, id, at],
      );
      if (rowCount === 1) announce([{ workspaceId, kind: 'run', id }]);
      return rowCount === 1;
    },

    async take({ now, leaseMs }) {
      return await inTransaction(pool, async (client) => {
        const { rows } = await client.query<{ id: string; workspaceId: string }>(
          `update retry_batch b set next_at = $2 from (
             select id from retry_batch where next_at <= $1 order by next_at, id limit 1 for update skip locked
           ) due where b.id = due.id returning b.id, b.workspace_id as "workspaceId"`,
          [now, new Date(now.getTime() + leaseMs)],
        );
        const [due] = rows;
        if (due === undefined) return null;
        await client.query(lookAtItems, [due.workspaceId, due.id]);
        return await readBatch(client, due);
      });
    },

    async pending({ workspaceId, id, limit }) {
      const { rows } = await pool.query(
        `select nr, run_id as "runId" from retry_item where workspace_id = $1 and batch_id = $2 and state = 'pending' order by nr limit $3`,
        [workspaceId, id, limit],
      );
      return rows;
    },

    async begin({ workspaceId, id, nr, restart }) {
      const { former, from } = restart;
      const newRunId = await inTransaction(pool, async (client) => {
        const { rows } = await client.query(
          `select from retry_item i join retry_batch b on b.id = i.batch_id and b.ended_at is null
           where i.workspace_id = $1 and i.batch_id = $2 and i.nr = $3 and i.state = 'pending' and i.run_id = $4 and i.workspace_id = $5
             and not exists (select from run n where n.restart_of = i.run_id and n.workspace_id = i.workspace_id) for update of i, b`,
          [workspaceId, id, nr, former.id, former.workspaceId],
        );
        const made = rows.length === 0 ? null : await insertRestart(client, restart);
        if (!made?.isNew) return null;
        await client.query(
          `update retry_item set state = 'asked', new_run_id = $4, scope = $5, step_id = $6 where workspace_id = $1 and batch_id = $2 and nr = $3`,
          [workspaceId, id, nr, made.id, from.scope, from.stepId],
        );
        return made.id;
      });
      if (newRunId !== null) announce([{ workspaceId, kind: 'run', id: newRunId }]);
      return newRunId !== null;
    },

    async leave({ workspaceId, id, nr, reason }) {
      await pool.query(
        `update retry_item set state = 'left', reason = $4::jsonb where workspace_id = $1 and batch_id = $2 and nr = $3 and state = 'pending'
           and exists (select from retry_batch b where b.id = $2 and b.ended_at is null)`,
        [workspaceId, id, nr, toJson(reason)],
      );
    },

    async advance({ workspaceId, id, state, nextAt, at }) {
      const isOver = state === 'done' || state === 'stopped';
      const { rowCount } = await pool.query(
        `update retry_batch set state = $3, stopped_by = case when $3 = 'stopped' then 'failures' end, ended_at = $4, next_at = $5
         where workspace_id = $1 and id = $2 and ended_at is null`,
        [workspaceId, id, state, isOver ? at : null, isOver ? null : nextAt],
      );
      if (rowCount === 1) announce([{ workspaceId, kind: 'run', id }]);
    },

    async nextAt() {
      const { rows } = await pool.query<{ nextAt: Date | null }>('select min(next_at) as "nextAt" from retry_batch where next_at is not null');
      return rows[0]?.nextAt ?? null;
    },
  };
}

async function readBatch(client: Queryable, { workspaceId, id }: { workspaceId: string; id: string }): Promise<RetryBatch | null> {
  const { rows } = await client.query<RetryBatch>(`select ${batchColumns} from ${batches} where b.workspace_id = $1 and b.id = $2`, [workspaceId, id]);
  return rows[0] ?? null;
}

const lookAtItems = `
  with seen as (
    select i.nr, ${itemState} as state from ${items} where i.workspace_id = $1 and i.batch_id = $2 and i.state = 'asked'
  )
  update retry_item i set state = seen.state,
    reason = case when seen.state = 'left' then '{"vi":"Lượt chạy lại đã bị dừng.","en":"The new run was stopped."}'::jsonb end
  from seen where i.workspace_id = $1 and i.batch_id = $2 and i.nr = seen.nr and seen.state <> 'asked'`;
