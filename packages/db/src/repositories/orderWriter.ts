import type { OrderRow, OrderWriter, ShipmentRow } from '../Db.ts';
import { newId } from '../newId.ts';
import { toJson } from '../store/json.ts';
import type { Queryable } from '../store/Store.ts';

const orderColumns = `id, workspace_id as "workspaceId", source, external_id as "externalId", code, state, facts, facts_at as "factsAt",
  reported_delivered_at as "reportedDeliveredAt", delivered_at as "deliveredAt"`;

const shipmentColumns = `id, workspace_id as "workspaceId", source, tracking_code as "trackingCode", order_code as "orderCode", order_id as "orderId", state, facts,
  facts_at as "factsAt", delivered_at as "deliveredAt"`;

/** Orders and parcels inside the dispatcher's transaction; raw because reads take row locks, which Prisma does not know. */
export function createOrderWriter(client: Queryable): OrderWriter {
  return {
    async lock(keys) {
      // Rows that are not there yet cannot be locked: the lock is on their names. Sorted, so that two dispatchers never wait in a circle.
      const names = [...new Set(keys.map(({ workspaceId, code }) => `order:${workspaceId}:${code}`))].sort();
      await client.query('select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest($1::text[]) with ordinality as t(name, nr) order by nr', [names]);
    },

    async findOrder({ workspaceId, source, externalId }) {
      const { rows } = await client.query<OrderRow>(
        `select ${orderColumns} from "order" where workspace_id = $1 and source = $2 and external_id = $3 for update`,
        [workspaceId, source, externalId],
      );
      return rows[0] ?? null;
    },

    async getOrder({ workspaceId, id }) {
      const { rows } = await client.query<OrderRow>(`select ${orderColumns} from "order" where workspace_id = $1 and id = $2 for update`, [workspaceId, id]);
      return rows[0] ?? null;
    },

    async findOrdersByCode({ workspaceId, code }) {
      const { rows } = await client.query<OrderRow>(
        `select ${orderColumns} from "order" where workspace_id = $1 and code = $2 order by placed_at desc, id desc for update`,
        [workspaceId, code],
      );
      return rows;
    },

    async findOrdersByTracking({ workspaceId, trackingCode }) {
      const { rows } = await client.query<OrderRow>(
        `select ${orderColumns} from "order" where workspace_id = $1 and facts -> 'trackingCodes' @> jsonb_build_array($2::text)
         order by placed_at desc, id desc for update`,
        [workspaceId, trackingCode],
      );
      return rows;
    },

    async findShipment({ workspaceId, source, trackingCode }) {
      const { rows } = await client.query<ShipmentRow>(
        `select ${shipmentColumns} from shipment where workspace_id = $1 and source = $2 and tracking_code = $3 for update`,
        [workspaceId, source, trackingCode],
      );
      return rows[0] ?? null;
    },

    async findShipmentsOf({ workspaceId, orderId, code, trackingCodes = [] }) {
      const { rows } = await client.query<ShipmentRow>(
        `select ${shipmentColumns} from shipment
         where workspace_id = $1 and (order_id = $2::uuid or tracking_code = any($4::text[]) or (order_id is null and order_code = $3))
         order by id for update`,
        [workspaceId, orderId ?? null, code ?? null, trackingCodes],
      );
      return rows;
    },

    async saveOrder(row) {
      const { rows } = await client.query<OrderRow>(
        `insert into "order" (id, workspace_id, source, external_id, code, state, total, facts, customer_name, phone, placed_at, facts_at, reported_delivered_at,
           delivered_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, now())
         on conflict (workspace_id, source, external_id) do update set
           code = excluded.code, state = excluded.state, total = excluded.total, facts = excluded.facts, customer_name = excluded.customer_name,
           phone = excluded.phone, placed_at = excluded.placed_at, facts_at = excluded.facts_at, reported_delivered_at = excluded.reported_delivered_at,
           delivered_at = coalesce("order".delivered_at, excluded.delivered_at), updated_at = now()
         returning ${orderColumns}`,
        [
          row.id ?? newId(),
          row.workspaceId,
          row.source,
          row.externalId,
          row.code,
          row.state,
          Math.round(row.total),
          toJson(row.facts),
          row.customerName,
          row.phone,
          row.placedAt,
          row.factsAt,
          row.reportedDeliveredAt,
          row.deliveredAt,
        ],
      );
      return saved(rows);
    },

    async saveShipment(row) {
      const { rows } = await client.query<ShipmentRow>(
        `insert into shipment (id, workspace_id, source, tracking_code, order_code, order_id, state, facts, facts_at, delivered_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now())
         on conflict (workspace_id, source, tracking_code) do update set
           order_code = excluded.order_code, order_id = excluded.order_id, state = excluded.state, facts = excluded.facts, facts_at = excluded.facts_at,
           delivered_at = excluded.delivered_at, updated_at = now()
         returning ${shipmentColumns}`,
        [
          row.id ?? newId(),
          row.workspaceId,
          row.source,
          row.trackingCode,
          row.orderCode,
          row.orderId,
          row.state,
          toJson(row.facts),
          row.factsAt,
          row.deliveredAt,
        ],
      );
      return saved(rows);
    },
  };
}

function saved<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined) throw new Error('An upsert returned no row');
  return row;
}
