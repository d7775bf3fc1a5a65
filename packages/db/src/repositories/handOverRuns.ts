import type { HandedRun, MoveRepository } from '../Db.ts';
import { toJson } from '../store/json.ts';
import type { Queryable } from '../store/Store.ts';
import { isUnderWay } from './moveRows.ts';
import { dueOnClose } from './waitRows.ts';

/** Runs of one workflow change hands, inside the caller's transaction. */
export async function handOverRuns(
  client: Queryable,
  { workspaceId, workflowId, runs, at }: Parameters<MoveRepository['handOver']>[0],
): Promise<{ readonly moved: readonly string[]; readonly stay: readonly string[] }> {
  const { rows: hosted } = await client.query<{ id: string }>(
    'select id from run where workspace_id = $1 and id = any($2::uuid[]) and workflow_id = $3 and ended_at is null order by id for update',
    [workspaceId, runs.map(({ runId }) => runId), workflowId],
  );
  const isHosted = new Set(hosted.map(({ id }) => id));
  const { rows: ticked } = await client.query<{ runId: string }>(
    `update move_run m set ended_at = $3, moved_at = $3 from move_batch b, jsonb_to_recordset($2::jsonb) as x(run_id uuid, batch_id uuid)
     where b.id = m.batch_id and ${isUnderWay} and b.starts_at <= $3 and m.workspace_id = $1 and m.run_id = x.run_id and m.batch_id = x.batch_id
       and m.action = 'move' and m.ended_at is null returning m.run_id as "runId"`,
    [workspaceId, toJson(runs.filter(({ runId }) => isHosted.has(runId)).map(({ runId, target }) => ({ run_id: runId, batch_id: target.batchId }))), at],
  );
  const isTicked = new Set(ticked.map(({ runId }) => runId));
  const moved = runs.filter(({ runId }) => isTicked.has(runId));
  if (moved.length > 0) {
    await changeHost(client, { workspaceId, moved });
    await closeWaits(client, { workspaceId, moved });
    await retell(client, { workspaceId, moved });
  }
  return { moved: [...isTicked], stay: [...isHosted].filter((id) => !isTicked.has(id)) };
}

interface Moved {
  readonly workspaceId: string;
  readonly moved: readonly HandedRun[];
}

async function changeHost(client: Queryable, { workspaceId, moved }: Moved): Promise<void> {
  // Those of one batch travel on together, in a workflow that is named after the first of them.
  const firstOf = new Map<string, string>();
  for (const { runId, target } of moved) if (!firstOf.has(target.batchId)) firstOf.set(target.batchId, runId);
  const rows = moved.map(({ runId, target, plan, carry }) => ({
    ...{ id: runId, version_id: target.versionId, plan_hash: plan.hash, engine: plan.engine, carry },
    workflow_id: `move:${target.batchId}:${firstOf.get(target.batchId)}`,
  }));
  await client.query(
    // A claim that is long past: the next sweep starts it.
    `update run r set version_id = x.version_id, plan_hash = x.plan_hash, engine = x.engine, workflow_id = x.workflow_id, carry = x.carry, state = 'starting',
       claimed_at = to_timestamp(0)
     from jsonb_to_recordset($2::jsonb) as x(id uuid, version_id uuid, plan_hash text, engine int, workflow_id text, carry jsonb)
     where r.workspace_id = $1 and r.id = x.id`,
    [workspaceId, toJson(rows)],
  );
}

async function closeWaits(client: Queryable, { workspaceId, moved }: Moved): Promise<void> {
  await client.query(
    `with locked as (
       select w.run_id, w.token from run_wait w join jsonb_to_recordset($2::jsonb) as x(run_id uuid, tokens jsonb) on w.run_id = x.run_id
       where w.workspace_id = $1 and w.closed_at is null and not x.tokens ? w.token order by w.run_id, w.token for update of w
     )
     update run_wait w set closed_at = now(), due_at = ${dueOnClose} from locked where w.run_id = locked.run_id and w.token = locked.token`,
    [workspaceId, toJson(moved.map(({ runId, tokens }) => ({ run_id: runId, tokens })))],
  );
}

/** What the move changed in the stories: new times of waits, and steps that are gone. A step run that is over stays as it is. */
async function retell(client: Queryable, { workspaceId, moved }: Moved): Promise<void> {
  const rows = moved.flatMap(({ runId, records }) =>
    records.map(({ scope, stepId, visit, state, until, reason, at }) => ({
      ...{ run_id: runId, scope, step_id: stepId, visit, state, reason: reason ?? null },
      until: until === undefined ? null : new Date(until),
      ended_at: state === 'stopped' ? new Date(at) : null,
    })),
  );
  if (rows.length === 0) return;
  await client.query(
    `update step_run s set state = x.state, wait_until = x.until, reason = coalesce(x.reason, s.reason), ended_at = x.ended_at
     from jsonb_to_recordset($2::jsonb) as x(run_id uuid, scope text, step_id text, visit int, state text, reason jsonb, until timestamptz, ended_at timestamptz)
     where s.workspace_id = $1 and s.run_id = x.run_id and s.scope = x.scope and s.step_id = x.step_id and s.visit = x.visit and s.ended_at is null`,
    [workspaceId, toJson(rows)],
  );
}
