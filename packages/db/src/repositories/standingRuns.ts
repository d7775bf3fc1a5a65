import type { RunData } from '@noi/flow';
import type { MoveRepository, Standing, StepRunRow } from '../Db.ts';
import type { Queryable } from '../store/Store.ts';
import { stepsOf } from './moveRows.ts';
import { stepRunColumns } from './stepRunRow.ts';

type Key = Parameters<MoveRepository['standing']>[0];

/** SQL: an unfinished run of the flow that walks another plan. */
const isFormer = 'r.workspace_id = $1 and r.flow_id = $2 and r.ended_at is null and r.plan_hash is distinct from $3';

/** Where the unfinished runs of former versions stand, and the stories of the oldest of them. */
export async function findStanding(client: Queryable, { workspaceId, flowId, planHash, limit }: Key): Promise<Standing> {
  const { rows: steps } = await client.query<Standing['steps'][number]>(
    `select p.step_id as "stepId", count(distinct r.id)::int as runs
     from run r cross join lateral (${stepsOf(['waiting', 'retrying'])}) p
     where ${isFormer} group by p.step_id order by count(distinct r.id) desc, p.step_id`,
    [workspaceId, flowId, planHash],
  );
  const { rows: counts } = await client.query<{ total: number }>(`select count(*)::int as total from run r where ${isFormer}`, [workspaceId, flowId, planHash]);
  const total = counts[0]?.total ?? 0;
  if (steps.length === 0) return { total, steps, runs: [] };
  const { rows: runs } = await client.query<{ id: string; planHash: string; trigger: RunData['trigger'] }>(
    `select r.id, r.plan_hash as "planHash", coalesce(t.trigger, e.payload, '{}') as trigger
     from run r left join run_trigger t on t.run_id = r.id and t.workspace_id = r.workspace_id left join event e on e.id = r.event_id and e.workspace_id = r.workspace_id
     where ${isFormer} and r.state <> 'queued'
       and exists (select from step_run s where s.run_id = r.id and s.workspace_id = r.workspace_id and s.state in ('waiting', 'retrying'))
     order by r.id limit $4`,
    [workspaceId, flowId, planHash, limit],
  );
  const { rows: lines } = await client.query<StepRunRow>(
    `select ${stepRunColumns} from step_run s where s.workspace_id = $1 and s.run_id = any($2::uuid[]) order by s.started_at, s.scope, s.step_id, s.visit`,
    [workspaceId, runs.map(({ id }) => id)],
  );
  const linesOf = new Map<string, StepRunRow[]>();
  for (const line of lines) {
    const known = linesOf.get(line.runId);
    if (known === undefined) linesOf.set(line.runId, [line]);
    else known.push(line);
  }
  return { total, steps, runs: runs.map((run) => ({ ...run, rows: linesOf.get(run.id) ?? [] })) };
}
