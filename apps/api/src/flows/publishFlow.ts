import { AppError } from '@noi/errors';
import type { Plan } from '@noi/flow';
import { z } from 'zod';
import { passTests } from '../flowTests/passTests.ts';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';
import { compileDraft } from './compileDraft.ts';
import { requireFlow } from './requireFlow.ts';

export const PublishFlow = z.object({
  id: Id,
  revision: z.number().int().min(0).optional(),
  /** Goes live although some of the flow's own tests do not pass. */
  despiteTests: z.boolean().optional(),
});
export const Published = z.object({ version: z.string(), number: z.number() });

/** Freezes the draft as the next version and makes it the one that events start. Throws `tests_failed` when a test of the flow breaks. */
export async function publishFlow(ctx: MemberContext, request: z.infer<typeof PublishFlow>): Promise<z.infer<typeof Published>> {
  const flow = await requireFlow(ctx, request.id);
  if (request.revision !== undefined && request.revision !== flow.revision) {
    throw new AppError('revision_conflict', { message: 'The draft was changed elsewhere', revision: flow.revision });
  }
  const draft = await compileDraft(ctx, flow);
  const tests = await passTests(ctx, { flow, draft, isForced: request.despiteTests === true });

  const version = await ctx.services.db.flows.publish({
    workspaceId: flow.workspaceId,
    id: flow.id,
    graph: flow.graph,
    plan: draft.plan,
    tests,
    subscription: subscriptionOf(draft.plan),
    publishedBy: ctx.member.userId,
  });
  return { version: version.id, number: version.number };
}

function subscriptionOf(plan: Plan) {
  const trigger = plan.steps[plan.trigger];
  if (trigger?.kind !== 'trigger') throw new AppError('internal', { message: 'A compiled plan starts with its trigger' });
  const { event, source, connectionId } = trigger;
  return { event, ...(source !== undefined && { source }), ...(connectionId !== undefined && { connectionId }) };
}

export const publishFlowProcedure = memberProcedure
  .input(PublishFlow)
  .output(Published)
  .mutation(({ ctx, input }) => publishFlow(ctx, input));
