import { z } from 'zod';
import { adminProcedure } from '../trpc/init.ts';
import { Id, Ok, ok } from '../trpc/wire.ts';

/** Ends a key at once. */
export const revokeKey = adminProcedure
  .input(z.object({ id: Id }))
  .output(Ok)
  .mutation(async ({ ctx, input }) => {
    await ctx.services.db.workspaces.revokeApiKey({ workspaceId: ctx.member.workspaceId, id: input.id });
    return ok;
  });
