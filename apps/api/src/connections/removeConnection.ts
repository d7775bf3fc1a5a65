import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id, Ok, ok } from '../trpc/wire.ts';

/** Forgets an account and closes its door; refused while a live flow uses it. */
export const removeConnection = memberProcedure
  .input(z.object({ id: Id }))
  .output(Ok)
  .mutation(async ({ ctx, input }) => {
    await ctx.services.connections.remove({ workspaceId: ctx.member.workspaceId, id: input.id });
    return ok;
  });
