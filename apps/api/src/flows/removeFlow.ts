import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id, Ok, ok } from '../trpc/wire.ts';
import { keyOf, requireFlow } from './requireFlow.ts';

/** Takes a flow out of the list and stops its listening; runs that are under way go on, also what a pause held of them, and its records stay. */
export const removeFlow = memberProcedure
  .input(z.object({ id: Id }))
  .output(Ok)
  .mutation(async ({ ctx, input }) => {
    const flow = await requireFlow(ctx, input.id);
    await ctx.services.db.flows.remove(keyOf(flow));
    return ok;
  });
