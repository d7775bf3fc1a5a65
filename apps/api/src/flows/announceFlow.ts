import type { MemberContext } from '../trpc/Context.ts';

/** Tells the shop's open views that a flow changed. */
export async function announceFlow(ctx: MemberContext, id: string): Promise<void> {
  await ctx.services.db.changes.announce([{ workspaceId: ctx.member.workspaceId, kind: 'flow', id }]);
}
