import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';
import { BroadcastView, toBroadcastView } from './broadcastViews.ts';
import { requireBroadcast } from './requireBroadcast.ts';

/** Pauses, goes on or ends it for good; answers with how it stands, which is what it was when it had already ended. */
export const setBroadcastState = memberProcedure
  .input(z.object({ id: Id, state: z.enum(['running', 'paused', 'cancelled']) }))
  .output(BroadcastView)
  .mutation(async ({ ctx, input: { id, state } }) => {
    const { db, now } = ctx.services;
    const { workspaceId } = await requireBroadcast(ctx, id);
    await db.broadcasts.setState({ workspaceId, id }, { state, at: now() });
    return toBroadcastView(await requireBroadcast(ctx, id));
  });
