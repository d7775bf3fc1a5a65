import type { Change, EntryRefusalRow, EntryRepository, RunRow } from '../Db.ts';
import { channels } from '../live/channels.ts';
import { inTransaction } from '../store/inTransaction.ts';
import type { Store } from '../store/Store.ts';
import { admitNext } from './admitNext.ts';
import { createEntryDesk } from './entryDesk.ts';
import { runColumns } from './runs.ts';
import { countRunEnds } from './stepCounts.ts';
import { dropGatherings, takeDue } from './takeDue.ts';
import { turnOf } from './turnOf.ts';

/** Whose turn it is in flows with entry rules, and what they left out. Raw: row locks, `SKIP LOCKED`, and one transaction per flow. */
export function createEntryRepository({ pool, listener, announce }: Store): EntryRepository {
  return {
    async admitNext(bounds) {
      const admitted = await inTransaction(pool, (client) => admitNext(client, bounds));
      if (admitted) announce(admitted.map(({ workspaceId, id }) => ({ workspaceId, kind: 'run', id })));
      return admitted;
    },

    async closeDue(request, work) {
      const changes: Change[] = [];
      const done = await inTransaction(pool, async (client) => {
        const due = await takeDue(client, request);
        return due.length === 0
          ? null
          : await work(
              createEntryDesk(client, (change) => changes.push(change)),
              due,
            );
      });
      announce(changes);
      return done;
    },

    async triggers(runs) {
      if (runs.length === 0) return new Map();
      const { rows } = await pool.query<{ runId: string; trigger: Readonly<Record<string, unknown>> }>(
        `select run_id as "runId", trigger from run_trigger where (workspace_id, run_id) in (select * from unnest($1::text[], $2::uuid[]))`,
        [runs.map(({ workspaceId }) => workspaceId), runs.map(({ id }) => id)],
      );
      return new Map(rows.map(({ runId, trigger }) => [runId, trigger]));
    },

    async sweepEnded() {
      await pool.query(
        `insert into entry_room (id, flow_id)
         select t.run_id, t.flow_id from entry_turn t left join run r on r.id = t.run_id where r.id is null or r.ended_at is not null on conflict do nothing`,
      );
      await dropGatherings(pool);
    },

    async stopping({ triedBefore, at, limit }) {
      const { rows } = await pool.query<RunRow>(
        `with late as (
           select t.run_id from entry_turn t join run r on r.id = t.run_id and r.state in ('running', 'waiting')
           where t.stop_asked_at is not null and (t.stop_tried_at is null or t.stop_tried_at < $1)
           order by t.stop_asked_at limit $3 for update of t skip locked
         ), taken as (
           update entry_turn t set stop_tried_at = $2 from late where t.run_id = late.run_id returning t.run_id
         )
         select ${runColumns} from taken join run r on r.id = taken.run_id`,
        [triedBefore, at, limit],
      );
      return rows;
    },

    async cancelQueued({ workspaceId, runId, at }) {
      // The turn is given back by `admitNext`, under the flow's lock.
      const { rowCount } = await pool.query(
        `with moved as (
           update run set state = 'stopped', stopped_by = 'person', ended_at = $3 where workspace_id = $1 and id = $2 and state = 'queued' returning *
         ), counted as (${countRunEnds}), room as (
           insert into entry_room (id, flow_id) select id, flow_id from moved on conflict do nothing
         )
         select pg_notify('${channels.entry}', '') from moved`,
        [workspaceId, runId, at],
      );
      if (rowCount === 0) return false;
      announce([{ workspaceId, kind: 'run', id: runId }]);
      return true;
    },

    turnOf: (key) => turnOf(pool, key),

    async refusals({ workspaceId, flowId, limit }) {
      const { rows } = await pool.query<EntryRefusalRow>(
        `select day, reason, count, last_event_id as "lastEventId", last_subject as "lastSubject", last_at as "lastAt" from entry_refusal
         where workspace_id = $1 and flow_id = $2 order by day desc, reason limit $3`,
        [workspaceId, flowId, limit],
      );
      return rows;
    },

    async gathering({ workspaceId, flowId }) {
      const { rows } = await pool.query<{ events: number; nextDueAt: Date | null }>(
        `select coalesce(sum(count), 0)::int as events, min(due_at) as "nextDueAt" from gathering where workspace_id = $1 and flow_id = $2`,
        [workspaceId, flowId],
      );
      return rows[0] ?? { events: 0, nextDueAt: null };
    },

    async onRoom(hear) {
      return await listener.listen(channels.entry, hear);
    },
  };
}
