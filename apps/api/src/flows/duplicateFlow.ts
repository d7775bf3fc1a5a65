import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';
import { requireFlow } from './requireFlow.ts';

/** A new draft with the same content; it is not live. */
export const duplicateFlow = memberProcedure
  .input(z.object({ id: Id }))
  .output(z.object({ id: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const flow = await requireFlow(ctx, input.id);
    const suffix = ctx.member.locale === 'en' ? ' (copy)' : ' (bản sao)';
    const copy = await ctx.services.db.flows.create({ workspaceId: flow.workspaceId, name: flow.name.slice(0, 100) + suffix, graph: flow.graph });
    return { id: copy.id };
  });
