import { AppError } from '@noi/errors';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, Ok, ok } from '../trpc/wire.ts';
import { keyOf, requireFlow } from './requireFlow.ts';

/** Whether events start runs of the live version. */
export async function setFlowStatus(ctx: MemberContext, request: { id: string; status: 'live' | 'paused' }) {
  const flow = await requireFlow(ctx, request.id);
  if (flow.liveVersionId === null) throw new AppError('flow_not_live', { message: 'Publish the flow first' });
  await ctx.services.db.flows.setStatus(keyOf(flow), request.status);
  return ok;
}

/** Events start no more runs until it is resumed; runs under way go on. */
export const pauseFlow = memberProcedure
  .input(z.object({ id: Id }))
  .output(Ok)
  .mutation(({ ctx, input }) => setFlowStatus(ctx, { id: input.id, status: 'paused' }));

/** Events start runs of the live version again. */
export const resumeFlow = memberProcedure
  .input(z.object({ id: Id }))
  .output(Ok)
  .mutation(({ ctx, input }) => setFlowStatus(ctx, { id: input.id, status: 'live' }));
