import type { EventType } from '@noi/events';
import { type Blame, blameOf, type StepError } from '@noi/flow';
import type { AlertRepository, PacedSource } from '../Db.ts';
import { smallestIdAt } from '../partitions/monthBounds.ts';
import { inTransaction } from '../store/inTransaction.ts';
import type { Store } from '../store/Store.ts';
import { plannedTitle } from './plannedTitle.ts';
import { type Raised, raiseAlerts } from './raiseAlerts.ts';

interface FailedGroup {
  readonly workspaceId: string;
  readonly flowId: string;
  readonly flowName: string | null;
  readonly stepId: string | null;
  readonly stepTitle: StepError['text'] | null;
  readonly error: StepError | null;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

const hourMs = 3_600_000;
/** Events that Nối makes itself, or that a person does: their silence means nothing. */
const unpaced: readonly EventType[] = [
  'schedule.due',
  'flow.started_by_hand',
  'flow.called',
  'broadcast.recipient',
  'message.sent',
  'message.delivered',
  'message.failed',
];

/** SQL: what flows `f` that are live listen to. */
const paced = `subscription s join flow f on f.id = s.flow_id and f.workspace_id = s.workspace_id and f.status = 'live' and f.removed_at is null`;

/** What can be wrong, looked for in the records themselves. Raw: row locks with `SKIP LOCKED`, so that each case is counted once by whichever worker finds it. */
export function createAlertCauses({
  pool,
  announce,
}: Store): Pick<AlertRepository, 'countFailures' | 'countUnknown' | 'followConnections' | 'sources' | 'pace' | 'followQuiet' | 'endUnlistened' | 'endOld'> {
  /** Takes, marks and groups in one transaction: a crash in between counts nothing, a repeat counts nothing twice. */
  const count = async (kind: 'runs_failed' | 'outcome_unknown', query: string, { now, limit }: { now: Date; limit: number }) => {
    const { total, changes } = await inTransaction(pool, async (client) => {
      const { rows } = await client.query<FailedGroup>(query, [limit, now]);
      const raised = rows.map((group): Raised => toRaised(kind, group));
      return { total: rows.reduce((sum, group) => sum + group.count, 0), changes: await raiseAlerts(client, { raised, now }) };
    });
    announce(changes);
    return total;
  };

  return {
    countFailures: (request) => count('runs_failed', failedRuns, request),
    countUnknown: (request) => count('outcome_unknown', unknownMessages, request),

    async followConnections({ now }) {
      const changes = await inTransaction(pool, async (client) => {
        const { rows: lost } = await client.query<{ workspaceId: string; id: string; name: string; problem: StepError['text'] | null }>(
          `select workspace_id as "workspaceId", id, name, problem from connection c where state = 'attention' and removed_at is null and not exists (
             select from alert a where a.workspace_id = c.workspace_id and a.kind = 'connection_lost' and a.key = c.id::text and a.resolved_at is null)`,
        );
        const raised = lost.map(
          ({ workspaceId, id, name, problem }): Raised => ({
            ...{ workspaceId, kind: 'connection_lost', key: id, blame: 'shop', count: 1, firstAt: now, lastAt: now },
            facts: { connectionId: id, connectionName: name, ...(problem && { problem }) },
          }),
        );
        await client.query(
          `update alert a set resolved_at = $1, tell_at = null where kind = 'connection_lost' and resolved_at is null and not exists (
             select from connection c where c.workspace_id = a.workspace_id and c.id::text = a.key and c.state = 'attention' and c.removed_at is null)`,
          [now],
        );
        return await raiseAlerts(client, { raised, now });
      });
      announce(changes);
    },

    async sources() {
      const { rows } = await pool.query<PacedSource>(
        `select s.workspace_id as "workspaceId", s.flow_id as "flowId", f.name as "flowName", coalesce(w.timezone, 'Asia/Ho_Chi_Minh') as timezone,
           s.event, s.source, s.connection_id as "connectionId"
         from ${paced} left join workspace w on w.id = s.workspace_id where s.event <> all($1::text[]) order by s.flow_id`,
        [unpaced],
      );
      return rows;
    },

    async pace({ workspaceId, event, source, connectionId }, { now, hours }) {
      const { rows } = await pool.query<{ ago: number; count: number }>(
        `select floor(extract(epoch from $3::timestamptz - received_at) / 3600)::int as ago, count(*)::int as count from event
         where workspace_id = $1 and type = $2 and id >= $4 and received_at <= $3 and ($5::text is null or source = $5)
           and ($6::uuid is null or connection_id = $6)
         group by 1`,
        [workspaceId, event, now, smallestIdAt(now.getTime() - hours * hourMs), source, connectionId],
      );
      const counts = Array.from({ length: hours }, () => 0);
      for (const { ago, count: events } of rows) if (ago < hours) counts[hours - 1 - ago] = events;
      return counts;
    },

    async followQuiet({ workspaceId, flowId, flowName, event, source, connectionId }, found, now) {
      const key = [flowId, event, source ?? '', connectionId ?? ''].join('/');
      if (found === null) {
        const { rows } = await pool.query<{ id: string }>(
          `update alert set resolved_at = $3, tell_at = null where workspace_id = $1 and kind = 'trigger_quiet' and key = $2 and resolved_at is null returning id`,
          [workspaceId, key, now],
        );
        announce(rows.map(({ id }) => ({ workspaceId, kind: 'alert', id })));
        return;
      }
      const facts = { flowId, flowName, event, ...found };
      const quiet: Raised = { workspaceId, kind: 'trigger_quiet', key, blame: 'provider', facts, count: 1, firstAt: now, lastAt: now };
      announce(await raiseAlerts(pool, { raised: [quiet], now }));
    },

    async endUnlistened(now) {
      const { rows } = await pool.query<{ workspaceId: string; id: string }>(
        `update alert a set resolved_at = $1, tell_at = null where a.kind = 'trigger_quiet' and a.resolved_at is null and not exists (
           select from ${paced} where s.workspace_id = a.workspace_id and s.event <> all($2::text[])
             and concat_ws('/', s.flow_id, s.event, coalesce(s.source, ''), coalesce(s.connection_id::text, '')) = a.key)
         returning a.workspace_id as "workspaceId", a.id`,
        [now, unpaced],
      );
      announce(rows.map((one) => ({ ...one, kind: 'alert' })));
    },

    async endOld(now) {
      await pool.query(
        `update alert set resolved_at = $1, tell_at = null where resolved_at is null and kind in ('runs_failed', 'outcome_unknown')
           and last_at < $1::timestamptz - case when muted_at is null then interval '1 day' else interval '7 days' end`,
        [now],
      );
    },
  };
}

function toRaised(kind: 'runs_failed' | 'outcome_unknown', group: FailedGroup): Raised {
  const { workspaceId, flowId, flowName, stepId, stepTitle, error, count, firstAt, lastAt } = group;
  const errorKind = kind === 'outcome_unknown' ? 'unknown_outcome' : (error?.kind ?? 'bug');
  const blame: Blame = blameOf(errorKind);
  return {
    ...{ workspaceId, kind, blame, count, firstAt, lastAt },
    key: [flowId, stepId ?? '', errorKind].join('/'),
    facts: {
      ...{ flowId, flowName: flowName ?? '', errorKind },
      ...(stepId !== null && { stepId }),
      ...(stepTitle !== null && { stepTitle }),
      ...(error !== null && { problem: error.text }),
    },
  };
}

const groupColumns = `g.workspace_id as "workspaceId", g.flow_id as "flowId", f.name as "flowName", g.step_id as "stepId", ${plannedTitle('g', 'g.plan_hash')} as "stepTitle",
  g.error, g.count::int as count, g.first_at as "firstAt", g.last_at as "lastAt"`;

/** A sub-flow's failure is its caller's matter: it fails too, or has a way for it. */
const failedRuns = `
  with taken as (
    select r.id, r.workspace_id, r.flow_id, r.plan_hash, r.error, coalesce(r.ended_at, $2) as ended_at, r.parent_run_id from run r
    where r.state = 'failed' and r.alerted_end is distinct from r.ended_at order by r.id limit $1 for update skip locked
  ), marked as (
    update run r set alerted_end = r.ended_at from taken t where r.id = t.id
  ), placed as (
    select t.*, s.step_id from taken t left join lateral (
      select s.step_id from step_run s where s.run_id = t.id and s.workspace_id = t.workspace_id and s.state = 'failed'
      order by s.ended_at desc nulls last limit 1
    ) s on true where t.parent_run_id is null
  ), g as (
    select workspace_id, flow_id, step_id, count(*) as count, min(ended_at) as first_at, max(ended_at) as last_at,
      (array_agg(error order by ended_at desc))[1] as error, (array_agg(plan_hash order by ended_at desc))[1] as plan_hash
    from placed group by workspace_id, flow_id, step_id, error ->> 'kind'
  )
  select ${groupColumns} from g left join flow f on f.id = g.flow_id and f.workspace_id = g.workspace_id`;

const unknownMessages = `
  with taken as (
    select m.run_id, m.scope, m.step_id, m.visit, m.workspace_id, m.flow_id, m.reserved_at, m.error from message m
    where m.state = 'unknown' and m.alerted_at is null order by m.run_id, m.scope, m.step_id, m.visit limit $1 for update skip locked
  ), marked as (
    update message m set alerted_at = $2 from taken t
    where m.run_id = t.run_id and m.scope = t.scope and m.step_id = t.step_id and m.visit = t.visit and m.workspace_id = t.workspace_id
  ), g as (
    select t.workspace_id, t.flow_id, t.step_id, count(*) as count, min(t.reserved_at) as first_at, max($2::timestamptz) as last_at,
      (array_agg(t.error order by t.reserved_at desc))[1] as error, (array_agg(r.plan_hash order by t.reserved_at desc))[1] as plan_hash
    from taken t left join run r on r.id = t.run_id and r.workspace_id = t.workspace_id group by t.workspace_id, t.flow_id, t.step_id
  )
  select ${groupColumns} from g left join flow f on f.id = g.flow_id and f.workspace_id = g.workspace_id`;
