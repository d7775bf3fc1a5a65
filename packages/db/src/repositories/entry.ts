import type { EntryRefusalRow, EntryRepository, RunRow } from '../Db.ts';
import { channels } from '../live/channels.ts';
import { inTransaction } from '../store/inTransaction.ts';
import type { Store } from '../store/Store.ts';
import { admitNext } from './admitNext.ts';
import { runColumns } from './runs.ts';

/** Whose turn it is in flows with entry rules, and what they left out. Raw: row locks, `SKIP LOCKED`, and one transaction per flow. */
export function createEntryRepository({ pool, listener, announce }: Store): EntryRepository {
  return {
    async admitNext() {
      const admitted = await inTransaction(pool, (client) => admitNext(client));
      if (admitted) announce(admitted.map(({ workspaceId, id }) => ({ workspaceId, kind: 'run', id })));
      return admitted;
    },

    async sweepEnded() {
      await pool.query(
        `insert into entry_room (id, flow_id)
         select t.run_id, t.flow_id from entry_turn t left join run r on r.id = t.run_id where r.id is null or r.ended_at is not null on conflict do nothing`,
      );
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
        `with ended as (
           update run set state = 'stopped', ended_at = $3 where workspace_id = $1 and id = $2 and state = 'queued' returning id, flow_id
         ), room as (
           insert into entry_room (id, flow_id) select id, flow_id from ended on conflict do nothing
         )
         select pg_notify('${channels.entry}', '') from ended`,
        [workspaceId, runId, at],
      );
      if (rowCount === 0) return false;
      announce([{ workspaceId, kind: 'run', id: runId }]);
      return true;
    },

    async refusals({ workspaceId, flowId, limit }) {
      const { rows } = await pool.query<EntryRefusalRow>(
        `select day, reason, count, last_event_id as "lastEventId", last_subject as "lastSubject", last_at as "lastAt" from entry_refusal
         where workspace_id = $1 and flow_id = $2 order by day desc, reason limit $3`,
        [workspaceId, flowId, limit],
      );
      return rows;
    },

    async onRoom(hear) {
      return await listener.listen(channels.entry, hear);
    },
  };
}
