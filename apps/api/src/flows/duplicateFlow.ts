import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';
import { requireFlow } from './requireFlow.ts';

/** A new draft with the same content and the same tests; it is not live. */
export const duplicateFlow = memberProcedure
  .input(z.object({ id: Id }))
  .output(z.object({ id: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const flow = await requireFlow(ctx, input.id);
    const suffix = ctx.member.locale === 'en' ? ' (copy)' : ' (bản sao)';
    const { db, now } = ctx.services;
    const { workspaceId } = flow;
    const copy = await db.flows.create({ workspaceId, name: flow.name.slice(0, 100) + suffix, graph: flow.graph });
    const made = { revision: copy.revision, createdBy: ctx.member.userId, at: now() };
    await db.flowTests.copy({ workspaceId, fromFlowId: flow.id, flowId: copy.id }, made);
    return { id: copy.id };
  });
