import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { ConnectionView, toConnectionView } from './connectionViews.ts';

const DAY_MS = 86_400_000;

/** The shop's accounts, each with its webhook address and what its door turned away lately. */
export async function readConnections(ctx: MemberContext): Promise<ConnectionView[]> {
  const { services, member } = ctx;
  const since = new Date(services.now().getTime() - DAY_MS);
  const [rows, rejections] = await Promise.all([
    services.connections.list(member.workspaceId),
    services.db.doors.rejections({ workspaceId: member.workspaceId, since }),
  ]);
  const counted = new Map<string, number>();
  for (const { connectionId, count } of rejections) counted.set(connectionId, (counted.get(connectionId) ?? 0) + count);
  return rows.map((row) => toConnectionView(row, services, counted.get(row.id) ?? 0));
}

export const listConnections = memberProcedure.output(z.array(ConnectionView)).query(({ ctx }) => readConnections(ctx));
