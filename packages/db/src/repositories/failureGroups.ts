import { causeColumns } from './failureCause.ts';
import { plannedTitle } from './plannedTitle.ts';

/** SQL: a failed run that nobody took up again. A called one is its caller's matter. */
export const isLoose = `r.state = 'failed' and r.pruned_at is null and r.parent_run_id is null
  and not exists (select from run n where n.restart_of = r.id and n.workspace_id = r.workspace_id)`;

/** Failed runs that the page of causes looks at: the newest. */
const mostFailed = 5_000;

/** SQL: the cause of a failed run `r`, as columns. */
export const namedCause = `${causeColumns.stepId} as step_id, ${causeColumns.errorKind} as error_kind, ${causeColumns.cause} as cause`;

/** Failed runs by cause: `FailureGroup`s. What is read does not grow with the number of failed runs: the newest are looked at. */
export function groupsStatement({ workspaceId, flowId, limit }: { workspaceId: string; flowId: string | null; limit: number }) {
  const text = `with loose as materialized (
      select r.id, r.workspace_id, r.flow_id, r.plan_hash, r.error, r.ended_at, ${namedCause} from run r
      where r.workspace_id = $1 ${flowId === null ? '' : 'and r.flow_id = $3'} and ${isLoose} order by r.id desc limit ${mostFailed}
    ), g as (
      select workspace_id, flow_id, step_id, error_kind, cause, count(*)::int as count, min(ended_at) as first_at, max(ended_at) as last_at,
        (array_agg(error order by ended_at desc))[1] as error, (array_agg(plan_hash order by ended_at desc))[1] as plan_hash,
        (array_agg(id order by ended_at desc))[1:5] as run_ids
      from loose group by workspace_id, flow_id, step_id, error_kind, cause
    )
    select g.flow_id as "flowId", coalesce(f.name, '') as "flowName", g.step_id as "stepId", ${plannedTitle('g', 'g.plan_hash')} as "stepTitle", g.error_kind as "errorKind",
      g.cause, g.error, g.count, g.first_at as "firstAt", g.last_at as "lastAt", g.run_ids as "runIds"
    from g left join flow f on f.id = g.flow_id and f.workspace_id = g.workspace_id order by g.last_at desc, g.cause limit $2`;
  return { text, values: [workspaceId, limit, ...(flowId === null ? [] : [flowId])] };
}
