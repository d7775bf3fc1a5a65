import type { FlowRow } from '@noi/db';
import { AppError } from '@noi/errors';
import type { ConnectionFact } from '@noi/flow';
import type { MemberContext } from '../trpc/Context.ts';

/** The flow, if it is this shop's. */
export async function requireFlow(ctx: MemberContext, id: string): Promise<FlowRow> {
  const flow = await ctx.services.db.flows.get({ workspaceId: ctx.member.workspaceId, id });
  if (!flow) throw new AppError('not_found', { message: 'No such flow', id });
  return flow;
}

/** What checking a draft must know of the shop's accounts. */
export async function connectionFacts(ctx: MemberContext): Promise<readonly ConnectionFact[]> {
  const connections = await ctx.services.db.connections.list(ctx.member.workspaceId);
  return connections.map(({ id, type, state }) => ({ id, type, state }));
}

/** The flow's key alone, as repositories take it. */
export function keyOf({ workspaceId, id }: FlowRow): { workspaceId: string; id: string } {
  return { workspaceId, id };
}
