import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';
import { RejectedRowView } from './broadcastViews.ts';
import { requireBroadcast } from './requireBroadcast.ts';

/** Every row that was turned away, as it came, with the reason. */
export const rejectedRows = memberProcedure
  .input(z.object({ id: Id }))
  .output(z.array(RejectedRowView))
  .query(async ({ ctx, input }) => {
    const { workspaceId, id } = await requireBroadcast(ctx, input.id);
    return (await ctx.services.db.broadcasts.rejected({ workspaceId, id })).map((row) => ({ ...row, cells: [...row.cells] }));
  });
