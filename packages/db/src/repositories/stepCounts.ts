import type { FlowCounts, StepCountRepository, StepExit } from '../Db.ts';
import type { Store } from '../store/Store.ts';
import { isFinal } from './stepRunRow.ts';

/** Rows that share one count, so that writers of one hour rarely wait for each other. */
const slots = 8;
/** Runs under way that are looked at for where they wait. */
const mostOpen = 50_000;

const hourOf = (run: string) => `date_trunc('hour', ${run}.started_at, 'UTC')`;

const countedOnce = (ended: string) => `
  insert into step_count as c (workspace_id, flow_id, hour, version_id, step_id, port, state, slot, count)
  select workspace_id, flow_id, hour, version_id, step_id, port, state, pg_backend_pid() % ${slots}, count(*) from (${ended}) ended
  group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7
  on conflict (workspace_id, flow_id, hour, version_id, step_id, port, state, slot) do update set count = c.count + excluded.count`;

const endedSteps = `
  select r.workspace_id, r.flow_id, ${hourOf('r')} as hour, r.version_id, s.step_id, s.port, s.state
  from steps s join run r on r.id = s.run_id and r.workspace_id = s.workspace_id where ${isFinal('s.state')}`;

const endedRuns = `
  select m.workspace_id, m.flow_id, ${hourOf('m')} as hour, m.version_id, '' as step_id, '' as port, case when m.goal_at is null then m.state else 'goal' end as state
  from moved m where m.ended_at is not null`;

/** SQL: adds what `steps` and `moved` (rows of step runs and of runs as just written) say has ended. In one order, so that writers never wait in a circle. */
export const countEnds = countedOnce(`${endedSteps} union all ${endedRuns}`);

/** SQL: the same for runs of which no step has begun. */
export const countRunEnds = countedOnce(endedRuns);

/**
 * What the canvas shows of a flow's runs. Raw: sums of counters, which do not grow with the number of runs; only where runs wait now is counted from the
 * runs under way, and of these no more than a bounded number.
 */
export function createStepCountRepository({ pool }: Store): StepCountRepository {
  return {
    async read({ workspaceId, flowId, versionId = null, from }) {
      const [counts, open] = await Promise.all([
        pool.query<{ stepId: string; state: StepExit['state'] | 'goal'; port: string; count: number }>(
          `select step_id as "stepId", state, port, sum(count)::int as count from step_count
           where workspace_id = $1 and flow_id = $2 and hour >= $3 and ($4::uuid is null or version_id = $4) group by step_id, state, port`,
          [workspaceId, flowId, from, versionId],
        ),
        pool.query<{ stepId: string | null; count: number; looked: number }>(
          `with open as materialized (
             select id from run where workspace_id = $1 and flow_id = $2 and ended_at is null and ($3::uuid is null or version_id = $3) order by id desc limit $4
           ), looked as (select count(*)::int as looked from open)
           select s.step_id as "stepId", count(s.step_id)::int as count, max(looked) as looked from looked left join (
             open join step_run s on s.run_id = open.id and s.workspace_id = $1 and s.state in ('waiting', 'retrying')
           ) on true group by s.step_id`,
          [workspaceId, flowId, versionId, mostOpen],
        ),
      ]);
      const ends = { done: 0, failed: 0, stopped: 0, goal: 0 };
      const exits: StepExit[] = [];
      for (const { stepId, state, port, count } of counts.rows) {
        if (stepId !== '' && state !== 'goal') exits.push({ stepId, state, port, count });
        else if (state in ends) ends[state as keyof typeof ends] += count;
      }
      const waiting: FlowCounts['waiting'] = open.rows.flatMap(({ stepId, count }) => (stepId === null ? [] : [{ stepId, count }]));
      return { exits, ends, waiting, isCut: (open.rows[0]?.looked ?? 0) === mostOpen };
    },
  };
}
