import { z } from 'zod';
import { requireFlow } from '../flows/requireFlow.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';
import { BroadcastView, toBroadcastView } from './broadcastViews.ts';

/** The lists that a flow was sent to, newest first. */
export const listBroadcasts = memberProcedure
  .input(z.object({ flowId: Id }))
  .output(z.array(BroadcastView))
  .query(async ({ ctx, input }) => {
    const { workspaceId, id: flowId } = await requireFlow(ctx, input.flowId);
    return (await ctx.services.db.broadcasts.list({ workspaceId, flowId, limit: 50 })).map(toBroadcastView);
  });
