import type { ErrorCode } from '@noi/errors';
import type { Text } from '@noi/events';
import type { DoorRepository } from '../Db.ts';
import { createGroupWriter } from '../store/GroupWriter.ts';
import { fromJson, toJson } from '../store/json.ts';
import type { Store } from '../store/Store.ts';

type Rejection = Parameters<DoorRepository['reject']>[0];

const HOUR_MS = 3_600_000;

/** Deliveries that were turned away, counted by hour: a flood of them costs one row an hour. */
export function createDoorRepository({ pool, prisma }: Store): DoorRepository & { idle(): Promise<void> } {
  const writer = createGroupWriter<Rejection, void>({
    // Counting upserts are raw: Prisma's upsert may read first, and lose counts between two writers.
    flush: async (rejections) => {
      const rows = rejections.map(({ workspaceId, connectionId, code, reason, at }) => ({
        workspace_id: workspaceId,
        connection_id: connectionId,
        hour: new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS),
        code,
        reason,
        at,
      }));
      await pool.query({
        name: 'doors.reject',
        text: `
          insert into door_rejection (workspace_id, connection_id, hour, code, count, last_reason, last_at)
          select min(workspace_id), connection_id, hour, code, count(*), (array_agg(reason order by at desc))[1], max(at)
          from jsonb_to_recordset($1::jsonb) as x(workspace_id text, connection_id uuid, hour timestamptz, code text, reason jsonb, at timestamptz)
          group by connection_id, hour, code order by connection_id, hour, code
          on conflict (connection_id, hour, code) do update set
            count = door_rejection.count + excluded.count, last_reason = excluded.last_reason, last_at = greatest(door_rejection.last_at, excluded.last_at)
          where door_rejection.workspace_id = excluded.workspace_id`,
        values: [toJson(rows)],
      });
      return rejections.map(() => undefined);
    },
  });

  return {
    idle: writer.idle,
    reject: (rejection) => writer.write(rejection),

    async rejections({ workspaceId, connectionId, since }) {
      const rows = await prisma.doorRejection.findMany({
        select: { connectionId: true, hour: true, code: true, count: true, lastReason: true, lastAt: true },
        where: { workspaceId, ...(connectionId && { connectionId }), lastAt: { gte: since } },
        orderBy: { lastAt: 'desc' },
        take: 500,
      });
      return rows.map((row) => ({ ...row, code: row.code as ErrorCode, lastReason: fromJson<Text>(row.lastReason) }));
    },
  };
}
