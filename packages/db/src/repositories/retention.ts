import type { RetentionPolicy, RetentionRepository } from '../Db.ts';
import { smallestIdAt } from '../partitions/monthBounds.ts';
import { inTransaction } from '../store/inTransaction.ts';
import type { Store } from '../store/Store.ts';
import { defaultEventDays, defaultStepDataDays } from './watchSettings.ts';

/** SQL: an event that must stay, whatever its age. */
const isNeeded = (event: string) => `(${event}.dispatched_at is null
  or exists (select from run r where r.event_id = ${event}.id and r.workspace_id = ${event}.workspace_id and r.ended_at is null)
  or exists (select from gathered g where g.event_id = ${event}.id))`;

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

    async pruneEvents({ workspaceId, before, limit }) {
      const { rows } = await pool.query<{ count: number }>(
        `with gone as (
           delete from event where workspace_id = $1 and id in (
             select e.id from event e where e.workspace_id = $1 and e.id < $2 and not ${isNeeded('e')} order by e.id limit $3 for update skip locked)
           returning id
         ), notes as (
           delete from about a using gone where a.id = gone.id and a.workspace_id = $1
         )
         select count(*)::int as count from gone`,
        [workspaceId, smallestIdAt(before.getTime()), limit],
      );
      return rows[0]?.count ?? 0;
    },

    async pruneCounts({ workspaceId, before }) {
      await pool.query('delete from entry_refusal where workspace_id = $1 and last_at < $2', [workspaceId, before]);
      await pool.query('delete from step_count where workspace_id = $1 and hour < $2', [workspaceId, before]);
      await pool.query('delete from door_rejection where workspace_id = $1 and last_at < $2', [workspaceId, before]);
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
        if (endOfMonth(name) > before.getTime()) continue;
        const isGone = await inTransaction(pool, async (client) => {
          // Takers of the whole table wait behind this one; it gives up soon and is repeated another time.
          await client.query(`set local lock_timeout = '2s'`);
          const { rows: needed } = await client.query(`select from "${name}" e where ${isNeeded('e')} limit 1`);
          if (needed.length > 0) return false;
          await client.query(`drop table "${name}"`);
          return true;
        });
        if (isGone) dropped.push(name);
      }
      return dropped;
    },
  };
}

function endOfMonth(partition: string): number {
  const [year = 0, month = 0] = partition.split('_').slice(1).map(Number);
  return Date.UTC(year, month, 1);
}
