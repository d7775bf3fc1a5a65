import type { RetentionPolicy, RetentionRepository } from '../Db.ts';
import { ensurePartitions } from '../partitions/ensurePartitions.ts';
import { type MonthBounds, monthOf, smallestIdAt } from '../partitions/monthBounds.ts';
import { inTransaction } from '../store/inTransaction.ts';
import type { Queryable, Store } from '../store/Store.ts';
import { defaultEventDays, defaultStepDataDays } from './watchSettings.ts';

/**
 * SQL: an event that must stay, whatever its age. A run that ended may be restarted as long as the data of its steps is there, and then begins with its event
 * again. Two questions about runs, since each has an index of its own.
 */
const isNeeded = `(e.dispatched_at is null
  or exists (select from run r where r.event_id = e.id and r.workspace_id = e.workspace_id and r.ended_at is null)
  or exists (select from run r where r.event_id = e.id and r.workspace_id = e.workspace_id and r.ended_at is not null and r.pruned_at is null)
  or exists (select from gathered g where g.event_id = e.id)
  or exists (select from flow_missed m where m.event_id = e.id))`;

/** Lets go of what is old. Raw: bounded batches with `SKIP LOCKED`, and whole partitions. */
export function createRetentionRepository({ pool }: Store): RetentionRepository {
  return {
    async policies() {
      const { rows } = await pool.query<RetentionPolicy>(
        `select coalesce(w.id, s.workspace_id) as "workspaceId", coalesce(s.step_data_days, ${defaultStepDataDays}) as "stepDataDays",
           coalesce(s.event_days, ${defaultEventDays}) as "eventDays"
         from workspace w full join watch_setting s on s.workspace_id = w.id order by 1`,
      );
      return rows;
    },

    async pruneSteps({ workspaceId, before, at, limit }) {
      const { rows } = await pool.query<{ count: number }>(
        `with old as (
           select r.id from run r
           where r.workspace_id = $1 and r.ended_at < $2 and r.pruned_at is null and not exists (
             select from run p where p.id = r.parent_run_id and p.workspace_id = r.workspace_id and p.ended_at is null)
           order by r.ended_at limit $4 for update skip locked
         ), steps as (
           update step_run s set input = null, output = null, attempts = '[]', decisions = null, error = s.error - 'providerMessage'
           from old where s.run_id = old.id and s.workspace_id = $1
         ), waits as (
           delete from run_wait w using old where w.run_id = old.id and w.workspace_id = $1 and w.closed_at is not null
         ), triggers as (
           delete from run_trigger t using old where t.run_id = old.id and t.workspace_id = $1
         ), marked as (
           update run r set pruned_at = $3, carry = null from old where r.id = old.id and r.workspace_id = $1 returning r.id
         )
         select count(*)::int as count from marked`,
        [workspaceId, before, at, limit],
      );
      return rows[0]?.count ?? 0;
    },

    async pruneEvents({ workspaceId, before, after, limit }) {
      const { rows: page } = await pool.query<{ id: string }>(oldEvents, [workspaceId, after ?? smallestIdAt(0), smallestIdAt(before.getTime()), limit]);
      const last = page.at(-1)?.id;
      if (last === undefined) return { pruned: 0, next: null };
      const { rows } = await pool.query<{ count: number }>(
        `with free as (
           select e.id from event e where e.workspace_id = $1 and e.id = any($2::uuid[]) and e.id between $3 and $4 and not ${isNeeded} for update skip locked
         ), gone as (
           delete from event e using free where e.id = free.id and e.workspace_id = $1 and e.id between $3 and $4 returning e.id
         ), notes as (
           delete from about a using gone where a.id = gone.id and a.workspace_id = $1
         )
         select count(*)::int as count from gone`,
        [workspaceId, page.map(({ id }) => id), page[0]?.id, last],
      );
      return { pruned: rows[0]?.count ?? 0, next: page.length < limit ? null : last };
    },

    async pruneCounts({ workspaceId, before }) {
      await pool.query('delete from entry_refusal where workspace_id = $1 and last_at < $2', [workspaceId, before]);
      await pool.query('delete from step_count where workspace_id = $1 and hour < $2', [workspaceId, before]);
      await pool.query('delete from door_rejection where workspace_id = $1 and last_at < $2', [workspaceId, before]);
      // Else a pause that nobody ends would keep its events for ever.
      await pool.query(
        `delete from flow_missed m using flow f
         where f.id = m.flow_id and f.workspace_id = m.workspace_id and f.status = 'paused' and m.workspace_id = $1 and m.event_id < $2`,
        [workspaceId, smallestIdAt(before.getTime())],
      );
      await pool.query(
        `with over as (delete from alert where workspace_id = $1 and resolved_at < $2 returning id)
         delete from alert_delivery d using over where d.alert_id = over.id and d.workspace_id = $1`,
        [workspaceId, before],
      );
    },

    async dropMonths({ before }) {
      const { rows } = await pool.query<{ name: string }>(
        `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
         where i.inhparent = 'event'::regclass and c.relname ~ '^event_\\d{4}_\\d{2}$' order by 1`,
      );
      const dropped: string[] = [];
      for (const { name } of rows) {
        if (boundsOf(name).to > smallestIdAt(before.getTime())) continue;
        const isGone = await inTransaction(pool, async (client) => {
          // Takers of the whole table wait behind this one; it gives up soon and is repeated another time.
          await client.query(`set local lock_timeout = '2s'`);
          if (await isMonthNeeded(client, name)) return false;
          await client.query(`drop table "${name}"`);
          return true;
        });
        if (isGone) dropped.push(name);
      }
      return dropped;
    },

    async makeMonths({ now }) {
      return await ensurePartitions(pool, { now, mayWait: false });
    },
  };
}

/**
 * SQL: a page of a shop's events in order of their ids, after one and before another. Read type by type, since that is what the index of a shop's events begins with:
 * what is read does not grow with the events of other shops.
 */
const oldEvents = `
  with recursive kind(type) as (
    (select e.type from event e where e.workspace_id = $1 order by e.type limit 1)
    union all
    select (select e.type from event e where e.workspace_id = $1 and e.type > kind.type order by e.type limit 1) from kind where kind.type is not null
  )
  select e.id from kind cross join lateral (
    select e.id from event e where e.workspace_id = $1 and e.type = kind.type and e.id > $2 and e.id < $3 order by e.id limit $4
  ) e where kind.type is not null order by e.id limit $4`;

/** The ids of a month's events are a range in the indexes of those who need them, so what is read does not grow with the month. */
async function isMonthNeeded(client: Queryable, name: string): Promise<boolean> {
  const { from, to } = boundsOf(name);
  const within = (column: string) => `${column} >= '${from}' and ${column} < '${to}'`;
  const { rows } = await client.query<{ isNeeded: boolean }>(
    `select exists (select from "${name}" where dispatched_at is null)
       or exists (select from run r where ${within('r.event_id')} and r.ended_at is null)
       or exists (select from run r where ${within('r.event_id')} and r.ended_at is not null and r.pruned_at is null)
       or exists (select from gathered g where ${within('g.event_id')})
       or exists (select from flow_missed m where ${within('m.event_id')}) as "isNeeded"`,
  );
  return rows[0]?.isNeeded !== false;
}

function boundsOf(partition: string): MonthBounds {
  const [year = 0, month = 0] = partition.split('_').slice(1).map(Number);
  return monthOf(new Date(Date.UTC(year, month - 1, 1)));
}
