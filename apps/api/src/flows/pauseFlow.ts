import { AppError } from '@noi/errors';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, Ok, ok } from '../trpc/wire.ts';
import { keyOf, requireFlow } from './requireFlow.ts';

/** Events start no more runs until it is resumed; runs under way go on waiting, and their steps are held before anything is sent. */
export async function holdFlow(ctx: MemberContext, id: string): Promise<z.infer<typeof Ok>> {
  const flow = await requireFlow(ctx, id);
  if (flow.liveVersionId === null) throw new AppError('flow_not_live', { message: 'Publish the flow first' });
  await ctx.services.db.flows.setStatus(keyOf(flow), 'paused');
  return ok;
}

export const pauseFlow = memberProcedure
  .input(z.object({ id: Id }))
  .output(Ok)
  .mutation(({ ctx, input }) => holdFlow(ctx, input.id));
