/** Runs of one flow under way that a list counts; more are not looked at. */
const mostActive = 10_000;

/**
 * SQL: how the runs of a flow `f` fare, as `runs` and `"lastRunAt"`: those that began in the last 30 days and ended, from their counters, and those under way.
 * What is read does not grow with the number of runs that there ever were.
 */
export const flowRuns = `
  cross join lateral (
    select coalesce(sum(c.count), 0)::int as ended, coalesce(sum(c.count) filter (where c.state = 'failed'), 0)::int as failed from step_count c
    where c.workspace_id = f.workspace_id and c.flow_id = f.id and c.step_id = '' and c.hour >= now() - interval '30 days'
  ) past
  cross join lateral (
    select count(*)::int as active from (
      select from run o where o.workspace_id = f.workspace_id and o.flow_id = f.id and o.ended_at is null limit ${mostActive}
    ) o
  ) present
  left join lateral (
    select n.started_at as "lastRunAt" from run n where n.workspace_id = f.workspace_id and n.flow_id = f.id order by n.id desc limit 1
  ) newest on true
  cross join lateral (select json_build_object('total', past.ended + present.active, 'failed', past.failed, 'active', present.active) as runs) r`;
