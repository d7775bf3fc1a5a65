import type { BulkAction, BulkPage, BulkRepository, BulkRow, RunFilter, RunRepository } from '../Db.ts';
import { channels } from '../live/channels.ts';
import { newId } from '../newId.ts';
import { toJson } from '../store/json.ts';
import type { Store } from '../store/Store.ts';

/** As many are counted before it begins. */
const mostCounted = 2_000;
const columns = `id, action, asked_by as "askedBy", starts_at as "startsAt", total, done, left_out as "leftOut", cancelled_at as "cancelledAt", ended_at as "endedAt"`;

/** Actions over many runs. Raw: leases under `SKIP LOCKED`; which runs are meant is asked page by page, as lists are. */
export function createBulkRepository({ pool, listener, announce, search }: Store & Pick<RunRepository, 'search'>): BulkRepository {
  const tell = (workspaceId: string, id: string) => announce([{ workspaceId, kind: 'run', id }]);

  return {
    async ask({ workspaceId, action, filter, askedBy, at, startsAt }) {
      const meant: RunFilter = { ...filter, ...(action === 'retry' ? { state: 'failed' } : { isOpen: true }), ...(filter.to ? {} : { to: at }) };
      const { runs, next } = await search({ workspaceId, filter: meant, limit: mostCounted });
      const { rows } = await pool.query<BulkRow>(
        `with made as (
           insert into run_bulk (id, workspace_id, action, filter, asked_by, asked_at, starts_at, due_at, total) values ($1, $2, $3, $4, $5, $6, $7, $7, $8) returning *
         ) select ${columns}, pg_notify('${channels.bulk}', '') from made`,
        [newId(), workspaceId, action, toJson(meant), askedBy, at, startsAt, next === null ? runs.length : null],
      );
      const [row] = rows as [BulkRow];
      tell(workspaceId, row.id);
      return row;
    },

    async latest({ workspaceId }) {
      const { rows } = await pool.query<BulkRow>(`select ${columns} from run_bulk where workspace_id = $1 order by id desc limit 1`, [workspaceId]);
      return rows[0] ?? null;
    },

    async cancel({ workspaceId, id, at }) {
      const { rowCount } = await pool.query(
        `update run_bulk set cancelled_at = $3, ended_at = $3, due_at = null where workspace_id = $1 and id = $2 and ended_at is null and starts_at > $3 and cursor is null`,
        [workspaceId, id, at],
      );
      if (rowCount === 1) tell(workspaceId, id);
      return rowCount === 1;
    },

    async take({ now, leasedUntil, limit }) {
      const { rows } = await pool.query<Pick<BulkPage, 'workspaceId' | 'id' | 'round'> & { action: BulkAction; filter: Stored; cursor: string | null }>(
        `with due as (select id from run_bulk where due_at <= $1 order by due_at limit 1 for update skip locked)
         update run_bulk b set due_at = $2 from due where b.id = due.id
         returning b.workspace_id as "workspaceId", b.id, b.action, b.filter, b.round, b.cursor`,
        [now, leasedUntil],
      );
      const [due] = rows;
      if (due === undefined) return null;
      const { filter, cursor, ...page } = due;
      const found = await search({ workspaceId: page.workspaceId, filter: readStored(filter), limit, ...(cursor !== null && { before: cursor }) });
      return { ...page, ...found };
    },

    async settle({ workspaceId, id }, { done, leftOut, round, cursor, dueAt, endedAt }) {
      const { rowCount } = await pool.query(
        `update run_bulk set done = done + $3, left_out = left_out + $4, round = $5, cursor = $6, due_at = $7, ended_at = $8
         where workspace_id = $1 and id = $2 and ended_at is null`,
        [workspaceId, id, done, leftOut, round, cursor, dueAt, endedAt],
      );
      if (rowCount === 1) tell(workspaceId, id);
    },

    async nextAt() {
      const { rows } = await pool.query<{ at: Date | null }>('select min(due_at) as at from run_bulk where due_at is not null');
      return rows[0]?.at ?? null;
    },

    onAsked: (hear) => listener.listen(channels.bulk, hear),
  };
}

/** A filter in JSON: its times are texts. */
type Stored = Omit<RunFilter, 'from' | 'to'> & { readonly from?: string; readonly to?: string };

function readStored({ from, to, ...filter }: Stored): RunFilter {
  return { ...filter, ...(from !== undefined && { from: new Date(from) }), ...(to !== undefined && { to: new Date(to) }) };
}
