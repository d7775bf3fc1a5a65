import type { RecordedEvent, SentMessage } from '@noi/flow';
import type { BacktestRepository, BacktestRow, TakenBacktest } from '../Db.ts';
import { newId } from '../newId.ts';
import { smallestIdAt } from '../partitions/monthBounds.ts';
import { inTransaction } from '../store/inTransaction.ts';
import { toJson } from '../store/json.ts';
import type { Store } from '../store/Store.ts';

const columns = `id, workspace_id as "workspaceId", flow_id as "flowId", revision, state, live_version as "liveVersion", from_at as "fromAt", to_at as "toAt",
  events_done as "eventsDone", events_total as "eventsTotal", is_cut as "isCut", report, live_report as "liveReport", created_at as "createdAt", ended_at as "endedAt"`;
const mostKept = 10;
const mostTries = 3;

/** Jobs that walk drafts through the past, and what they read. Raw: leases with `SKIP LOCKED`, and keys of the partitioned tables. */
export function createBacktestRepository({ pool }: Store): BacktestRepository {
  return {
    async create({ workspaceId, flowId, revision, plan, livePlan, called, liveVersion, fromAt, toAt, createdBy }) {
      return await inTransaction(pool, async (client) => {
        await client.query(`update backtest set state = 'cancelled', ended_at = now() where workspace_id = $1 and flow_id = $2 and ended_at is null`, [
          workspaceId,
          flowId,
        ]);
        await client.query(
          `delete from backtest where workspace_id = $1 and flow_id = $2 and id not in (
             select id from backtest where workspace_id = $1 and flow_id = $2 order by id desc limit ${mostKept - 1})`,
          [workspaceId, flowId],
        );
        const { rows } = await client.query<BacktestRow>(
          `insert into backtest (id, workspace_id, flow_id, revision, plan, live_plan, live_version, from_at, to_at, created_by, called)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning ${columns}`,
          [
            newId(),
            workspaceId,
            flowId,
            revision,
            toJson(plan),
            livePlan === null ? null : toJson(livePlan),
            liveVersion,
            fromAt,
            toAt,
            createdBy,
            toJson(called),
          ],
        );
        const [row] = rows;
        if (!row) throw new Error('An insert gives its row back');
        return row;
      });
    },

    async get({ workspaceId, id }) {
      const { rows } = await pool.query<BacktestRow>(`select ${columns} from backtest where workspace_id = $1 and id = $2`, [workspaceId, id]);
      return rows[0] ?? null;
    },

    async latest({ workspaceId, flowId }) {
      const { rows } = await pool.query<BacktestRow>(`select ${columns} from backtest where workspace_id = $1 and flow_id = $2 order by id desc limit 1`, [
        workspaceId,
        flowId,
      ]);
      return rows[0] ?? null;
    },

    async cancel({ workspaceId, id }, at) {
      const { rowCount } = await pool.query(`update backtest set state = 'cancelled', ended_at = $3 where workspace_id = $1 and id = $2 and ended_at is null`, [
        workspaceId,
        id,
        at,
      ]);
      return rowCount === 1;
    },

    async take({ now, leaseUntil }) {
      await pool.query(`update backtest set state = 'failed', ended_at = $1 where ended_at is null and tries >= ${mostTries} and leased_until < $1`, [now]);
      const { rows } = await pool.query<TakenBacktest>(
        `with next as (
           select b.id from backtest b where b.ended_at is null and (b.leased_until is null or b.leased_until < $1) and not exists (
             select from backtest o where o.workspace_id = b.workspace_id and o.id <> b.id and o.ended_at is null and o.leased_until >= $1)
           order by b.id limit 1 for update skip locked
         )
         update backtest b set state = 'running', lease = $2, leased_until = $3, tries = tries + 1 from next where b.id = next.id
         returning b.id, b.workspace_id as "workspaceId", b.flow_id as "flowId", b.from_at as "fromAt", b.to_at as "toAt", b.lease, b.plan, b.live_plan as "livePlan", b.called`,
        [now, newId(), leaseUntil],
      );
      return rows[0] ?? null;
    },

    async progress({ workspaceId, id, lease }, { eventsDone, eventsTotal, isCut, leaseUntil }) {
      const { rowCount } = await pool.query(
        `update backtest set events_done = $4, events_total = $5, is_cut = $6, leased_until = $7
         where workspace_id = $1 and id = $2 and lease = $3 and ended_at is null`,
        [workspaceId, id, lease, eventsDone, eventsTotal, isCut, leaseUntil],
      );
      return rowCount === 1;
    },

    async end({ workspaceId, id, lease }, end) {
      const reports = end.state === 'done' ? [toJson(end.report), end.liveReport === null ? null : toJson(end.liveReport)] : [null, null];
      const { rowCount } = await pool.query(
        `update backtest set state = $4, ended_at = $5, report = $6, live_report = $7 where workspace_id = $1 and id = $2 and lease = $3 and ended_at is null`,
        [workspaceId, id, lease, end.state, end.at, ...reports],
      );
      return rowCount === 1;
    },

    async countEvents({ workspaceId, types, from, to, most }) {
      const { rows } = await pool.query<{ count: number }>(
        `select count(*)::int as count from (
           select from event where workspace_id = $1 and type = any($2::text[]) and id >= $3 and id < $4 limit $5) found`,
        [workspaceId, types, smallestIdAt(from.getTime()), smallestIdAt(to.getTime()), most],
      );
      return rows[0]?.count ?? 0;
    },

    async events({ workspaceId, types, from, to, after, limit }) {
      const { rows } = await pool.query<Omit<RecordedEvent, 'receivedAt'> & { receivedAt: Date }>(
        `select id, type, source, connection_id as "connectionId", received_at as "receivedAt", payload from event
         where workspace_id = $1 and type = any($2::text[]) and id >= $3 and id < $4 and ($5::uuid is null or id > $5) order by id limit $6`,
        [workspaceId, types, smallestIdAt(from.getTime()), smallestIdAt(to.getTime()), after ?? null, limit],
      );
      return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }));
    },

    async sentByOthers({ workspaceId, flowId, from, to, limit }) {
      const { rows } = await pool.query<Omit<SentMessage, 'at'> & { at: Date }>(
        `select reserved_at as at, channel, purpose, recipient from message
         where workspace_id = $1 and flow_id <> $2 and reserved_at >= $3 and reserved_at < $4 and state <> 'failed' order by reserved_at limit $5`,
        [workspaceId, flowId, from, to, limit],
      );
      return rows.map((row) => ({ ...row, at: row.at.getTime() }));
    },
  };
}
