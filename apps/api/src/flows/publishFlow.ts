import { AppError } from '@noi/errors';
import { type Plan, StepId } from '@noi/flow';
import { z } from 'zod';
import { passTests } from '../flowTests/passTests.ts';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';
import { compileDraft } from './compileDraft.ts';
import { MoveView, readMove, undoForMs } from './moves.ts';
import { requireFlow } from './requireFlow.ts';

export const PublishFlow = z.object({
  id: Id,
  revision: z.number().int().min(0).optional(),
  /** Goes live although some of the flow's own tests do not pass. */
  despiteTests: z.boolean().optional(),
  /** By which people know the version. */
  name: z.string().trim().max(120).optional(),
  /** What becomes of runs of former versions, by the step at which they wait. Those of steps not named keep their version to their end. */
  inFlight: z.record(StepId, z.enum(['keep', 'move', 'cancel'])).optional(),
});
export const Published = z.object({
  version: z.string(),
  number: z.number(),
  /** What was begun with runs of former versions; null when all keep their version. */
  move: MoveView.nullable(),
});

/** Freezes the draft as the next version and makes it the one that events start. Throws `tests_failed` when a test of the flow breaks. */
export async function publishFlow(ctx: MemberContext, request: z.infer<typeof PublishFlow>): Promise<z.infer<typeof Published>> {
  const { db, now } = ctx.services;
  const flow = await requireFlow(ctx, request.id);
  if (request.revision !== undefined && request.revision !== flow.revision) {
    throw new AppError('revision_conflict', { message: 'The draft was changed elsewhere', revision: flow.revision });
  }
  const draft = await compileDraft(ctx, flow);
  const tests = await passTests(ctx, { flow, draft, isForced: request.despiteTests === true });
  const choices = Object.fromEntries(Object.entries(request.inFlight ?? {}).flatMap(([stepId, choice]) => (choice === 'keep' ? [] : [[stepId, choice]])));

  const version = await db.flows.publish({
    workspaceId: flow.workspaceId,
    id: flow.id,
    graph: flow.graph,
    plan: draft.plan,
    tests,
    subscription: subscriptionOf(draft.plan),
    publishedBy: ctx.member.userId,
    ...(request.name ? { name: request.name } : {}),
    ...(Object.keys(choices).length > 0 ? { inFlight: { choices, startsAt: new Date(now().getTime() + undoForMs) } } : {}),
  });
  const move = await readMove(ctx, flow);
  return { version: version.id, number: version.number, move: move?.versionId === version.id ? move : null };
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
