import type { GaugeRepository, WorkspaceGauges } from '../Db.ts';
import type { Store } from '../store/Store.ts';

const dayMs = 86_400_000;

/** What metrics read of the records. Raw: one round trip for counts by group over several tables, each by an index that holds little more than what is counted. */
export function createGaugeRepository({ pool }: Store): GaugeRepository {
  return {
    async read({ now }) {
      const { rows } = await pool.query<WorkspaceGauges>({ name: 'gauges.read', text: gauges, values: [now, new Date(now.getTime() - dayMs)] });
      return rows;
    },
  };
}

const gauges = `
  with events as (
    select workspace_id, count(*)::int as events, min(received_at) as oldest from event where dispatched_at is null group by 1
  ), answers as (
    select workspace_id, count(*)::int as answers, min(coalesce(deliver_at, answered_at)) as oldest from run_wait
    where closed_at is null and answered_at is not null and coalesce(deliver_at, answered_at) <= $1 group by 1
  ), held as (
    select workspace_id, count(*)::int as held from run_wait where closed_at is null and answered_at is null and hold_key is not null group by 1
  ), runs as (
    select workspace_id, jsonb_object_agg(state, count) as runs from (
      select workspace_id, state, count(*)::int as count from run where ended_at is null group by 1, 2
    ) by_state group by 1
  ), messages as (
    select w.id as workspace_id, jsonb_object_agg(m.state, m.count) as messages from workspace w cross join lateral (
      select state, count(*)::int as count from message where workspace_id = w.id and reserved_at > $2 group by 1
    ) m group by 1
  )
  select workspace_id as "workspaceId", coalesce(events, 0) as events, e.oldest as "oldestEventAt", coalesce(answers, 0) as answers,
    a.oldest as "oldestAnswerAt", coalesce(runs, '{}') as runs, coalesce(held, 0) as held, coalesce(messages, '{}') as messages
  from events e full join answers a using (workspace_id) full join held using (workspace_id) full join runs using (workspace_id)
    full join messages using (workspace_id)
  order by workspace_id`;
