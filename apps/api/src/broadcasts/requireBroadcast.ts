import type { Broadcast } from '@noi/db';
import { AppError } from '@noi/errors';
import type { MemberContext } from '../trpc/Context.ts';

/** The broadcast, if it is this shop's. */
export async function requireBroadcast(ctx: MemberContext, id: string): Promise<Broadcast> {
  const broadcast = await ctx.services.db.broadcasts.get({ workspaceId: ctx.member.workspaceId, id });
  if (!broadcast) throw new AppError('not_found', { message: 'No such broadcast', id });
  return broadcast;
}
