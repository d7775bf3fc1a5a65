import type { Plan, RunState } from '@noi/flow';
import type { NewRestart, RestartRepository, RunRow, RunStory, StepRunRow } from '../Db.ts';
import { newId } from '../newId.ts';
import { inTransaction } from '../store/inTransaction.ts';
import { toJson } from '../store/json.ts';
import type { Queryable, Store } from '../store/Store.ts';
import { runColumns } from './runs.ts';
import { stepRunColumns } from './stepRunRow.ts';

/** Runs that go on from a state. Raw: the new run, its uniqueness and the rows that it goes on from are one transaction, and rows are copied inside of the database. */
export function createRestartRepository({ pool, announce }: Store): RestartRepository {
  return {
    async story({ workspaceId, runId, version = 'same' }) {
      const [head, steps, messages] = await Promise.all([
        pool.query<RunRow & Pick<RunStory, 'prunedAt' | 'trigger' | 'edits'> & { walkedId: string | null; plan: Plan | null }>(
          `select ${runColumns}, r.pruned_at as "prunedAt", r.edits, case when e.id is not null then coalesce(t.trigger, e.payload) end as trigger, v.id as "walkedId", p.plan
           from run r
             left join flow f on f.id = r.flow_id and f.workspace_id = r.workspace_id
             left join flow_version v on v.workspace_id = r.workspace_id and v.id = case when $3 then f.live_version_id else r.version_id end
             left join plan p on p.workspace_id = r.workspace_id and p.hash = case when $3 then v.plan_hash else r.plan_hash end
             left join run_trigger t on t.run_id = r.id and t.workspace_id = r.workspace_id
             left join event e on e.id = r.event_id and e.workspace_id = r.workspace_id
           where r.workspace_id = $1 and r.id = $2`,
          [workspaceId, runId, version === 'live'],
        ),
        pool.query<StepRunRow>(
          `select ${stepRunColumns} from step_run s where s.workspace_id = $1 and s.run_id = $2 order by s.started_at, s.scope, s.step_id, s.visit`,
          [workspaceId, runId],
        ),
        pool.query<RunStory['messages'][number]>(
          'select m.scope, m.step_id as "stepId", m.visit, m.state from message m where m.workspace_id = $1 and m.run_id = $2',
          [workspaceId, runId],
        ),
      ]);
      const [found] = head.rows;
      if (found === undefined) return null;
      const { prunedAt, trigger, edits, walkedId, plan, ...run } = found;
      return {
        run,
        prunedAt,
        trigger,
        edits,
        version: walkedId === null || plan === null ? null : { id: walkedId, plan },
        rows: steps.rows,
        messages: messages.rows,
      };
    },

    async restart(request) {
      const { workspaceId } = request.former;
      const made = await inTransaction(pool, (client) => insertRestart(client, request));
      if (made?.isNew) announce([{ workspaceId, kind: 'run', id: made.id }]);
      return made;
    },

    async carries(runs) {
      if (runs.length === 0) return new Map();
      const { rows } = await pool.query<{ id: string; carry: RunState }>(
        'select id, carry from run where carry is not null and (workspace_id, id) in (select * from unnest($1::text[], $2::uuid[]))',
        [runs.map(({ workspaceId }) => workspaceId), runs.map(({ id }) => id)],
      );
      return new Map(rows.map(({ id, carry }) => [id, carry]));
    },

    async relatives({ workspaceId, runId }) {
      const { rows } = await pool.query<{ id: string; of: string | null }>(
        'select id, restart_of as of from run where workspace_id = $1 and (id = $2 or restart_of = $2) order by id',
        [workspaceId, runId],
      );
      return { of: rows.find(({ id }) => id === runId)?.of ?? null, as: rows.flatMap(({ id }) => (id === runId ? [] : [id])) };
    },
  };
}

/** Makes the new run, or answers with the one that was made before; `null` when the former run is not one to restart. */
export async function insertRestart(client: Queryable, { former, from, versionId, plan, carry, kept }: NewRestart) {
  const id = newId();
  const entryKey = `restart:${former.id}:${from.scope}/${from.stepId}`;
  const { rows } = await client.query<{ runId: string }>(
    `with former as (
       -- Held against pruning until its rows are copied. Whoever starts the new run reads the event again.
       select * from run r where r.workspace_id = $1 and r.id = $2 and r.ended_at is not null and r.pruned_at is null
         and exists (select from event e where e.id = r.event_id and e.workspace_id = r.workspace_id) for share
     ), fresh as (
       insert into run_key (workspace_id, flow_id, entry_key, run_id) select workspace_id, flow_id, $3, $4 from former on conflict do nothing returning run_id
     ), made as (
       insert into run (id, workspace_id, flow_id, version_id, plan_hash, engine, workflow_id, event_id, state, subject, customer, carry, edits, restart_of, started_at, claimed_at)
       -- A claim that is long past: the next sweep takes it up.
       select $4, workspace_id, flow_id, $5, $6, $7, 'restart:' || $4, event_id, 'starting', subject, customer, $8::jsonb, $8::jsonb -> 'edits', id, now(), to_timestamp(0)
       from former where exists (select from fresh)
     ), noted as (
       insert into about (workspace_id, key, kind, id)
       select workspace_id, key, kind, $4 from about where workspace_id = $1 and id = $2 and kind = 'run' and exists (select from fresh)
     ), copied as (
       insert into run_trigger (run_id, workspace_id, trigger)
       select $4, workspace_id, trigger from run_trigger where run_id = $2 and workspace_id = $1 and exists (select from fresh)
     )
     select run_id as "runId" from fresh`,
    [former.workspaceId, former.id, entryKey, id, versionId, plan.hash, plan.engine, toJson(carry)],
  );
  if (rows.length > 0) {
    if (kept.length > 0) await copyRows(client, { former, id, kept });
    return { id, isNew: true };
  }
  // A statement of its own: one that made the run at the same moment is seen only by a statement that began after its commit.
  const { rows: known } = await client.query<{ runId: string }>(
    'select k.run_id as "runId" from run_key k join run r on r.id = $2 and r.flow_id = k.flow_id where k.workspace_id = $1 and k.entry_key = $3',
    [former.workspaceId, former.id, entryKey],
  );
  return known[0] === undefined ? null : { id: known[0].runId, isNew: false };
}

async function copyRows(client: Queryable, { former, id, kept }: Pick<NewRestart, 'former' | 'kept'> & { id: string }): Promise<void> {
  const rows = kept.map(({ scope, stepId, visit, endedAt }) => ({ scope, step_id: stepId, visit, is_open: endedAt === null }));
  await client.query(
    `insert into step_run (workspace_id, run_id, scope, step_id, visit, attempt, state, input, output, error, reason, port, attempts, decisions, wait_until, started_at, ended_at, counted)
     select s.workspace_id, $3, s.scope, s.step_id, s.visit, s.attempt, case when is_open then 'running' else s.state end, s.input,
       case when not is_open then s.output end, case when not is_open then s.error end, s.reason, case when not is_open then s.port end, s.attempts,
       s.decisions, s.wait_until, s.started_at, case when not is_open then s.ended_at end, not is_open
     from step_run s join jsonb_to_recordset($4::jsonb) as x(scope text, step_id text, visit int, is_open boolean) using (scope, step_id, visit)
     where s.workspace_id = $1 and s.run_id = $2`,
    [former.workspaceId, former.id, id, toJson(rows)],
  );
}
