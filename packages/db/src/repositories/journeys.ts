import type { Journey, JourneyEvent, JourneyOrder, JourneyRepository, JourneyWait, MessageRow, RunRepository } from '../Db.ts';
import type { Store } from '../store/Store.ts';
import { messageColumns } from './messageRows.ts';

const mostOrders = 50;
const orderColumns = `o.code, o.state, o.customer_name as "customerName", o.phone, o.total::float8 as total, o.placed_at as "placedAt", o.delivered_at as "deliveredAt"`;

/** One customer's or one order's way. Raw: rows of partitioned tables by short lists of ids, each read by an index and bounded. */
export function createJourneyRepository({ pool, search }: Pick<Store, 'pool'> & Pick<RunRepository, 'search'>): JourneyRepository {
  return {
    async read({ workspaceId, key, limit }) {
      const phone = key.startsWith('customer:') ? key.slice('customer:'.length) : null;
      const code = key.startsWith('order:') ? key.slice('order:'.length) : null;
      const { rows: orders } = await pool.query<JourneyOrder>(
        `select ${orderColumns} from "order" o where o.workspace_id = $1 and ${phone === null ? 'o.code' : 'o.phone'} = $2 order by o.placed_at desc limit ${mostOrders}`,
        [workspaceId, phone ?? code],
      );
      const keys = [...new Set([key, ...(phone === null ? [] : orders.map((order) => `order:${order.code}`))])];
      const [found, sent, events] = await Promise.all([
        search({ workspaceId, filter: { about: keys }, limit }),
        phone === null ? { rows: [] } : readMessages({ workspaceId, where: 'm.recipient = $2', value: phone, limit }),
        pool.query<JourneyEvent>(
          `select e.id, e.type, e.occurred_at as "occurredAt", a.order_key as "orderKey" from (
             select id, min(key) filter (where key like 'order:%') as order_key from about where workspace_id = $1 and kind = 'event' and key = any($2::text[])
             group by id order by id desc limit $3
           ) a cross join lateral (select * from event where event.id = a.id and event.workspace_id = $1 limit 1) e order by e.occurred_at desc`,
          [workspaceId, keys, limit],
        ),
      ]);
      // A run can write to somebody whom its event does not name.
      const known = new Set(found.runs.map(({ id }) => id));
      const others = [...new Set(sent.rows.map(({ runId }) => runId))].filter((id) => !known.has(id));
      const more = others.length === 0 ? [] : (await search({ workspaceId, filter: { ids: others }, limit })).runs;
      const runs = [...found.runs, ...more].sort((left, right) => (left.id < right.id ? 1 : -1));
      const ids = runs.map(({ id }) => id);
      const [messages, waits] = await Promise.all([
        phone === null ? readMessages({ workspaceId, where: 'm.run_id = any($2::uuid[])', value: ids, limit }) : sent,
        pool.query<JourneyWait>(
          `select s.run_id as "runId", s.step_id as "stepId", s.started_at as since, s.wait_until as until from step_run s
           where s.workspace_id = $1 and s.run_id = any($2::uuid[]) and s.state in ('waiting', 'retrying') order by s.wait_until nulls last limit $3`,
          [workspaceId, ids, limit],
        ),
      ]);
      const isCut = found.next !== null || [sent.rows, events.rows, messages.rows].some(({ length }) => length === limit);
      const journey: Journey = { orders, runs, events: events.rows, messages: messages.rows, waits: waits.rows, isCut };
      return journey;
    },

    async keysOf({ workspaceId, runId }) {
      const { rows } = await pool.query<{ key: string }>(`select key from about where workspace_id = $1 and id = $2 and kind = 'run' order by key`, [
        workspaceId,
        runId,
      ]);
      return rows.map(({ key }) => key);
    },
  };

  function readMessages({ workspaceId, where, value, limit }: { workspaceId: string; where: string; value: unknown; limit: number }) {
    return pool.query<MessageRow>(`select ${messageColumns} from message m where m.workspace_id = $1 and ${where} order by m.reserved_at desc limit $3`, [
      workspaceId,
      value,
      limit,
    ]);
  }
}
