import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id, Ok, ok } from '../trpc/wire.ts';
import { keyOf, requireFlow } from './requireFlow.ts';

/** Gives a flow another name; its draft and versions stay as they are. */
export const renameFlow = memberProcedure
  .input(z.object({ id: Id, name: z.string().trim().min(1).max(120) }))
  .output(Ok)
  .mutation(async ({ ctx, input }) => {
    const flow = await requireFlow(ctx, input.id);
    await ctx.services.db.flows.rename(keyOf(flow), input.name);
    return ok;
  });
