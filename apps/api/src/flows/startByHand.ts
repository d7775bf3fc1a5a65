import { AppError } from '@noi/errors';
import { z } from 'zod';
import { storeOne } from '../events/storeOne.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';
import { requireFlow } from './requireFlow.ts';

/** A person starts a live flow. Each press is an event of its own. */
export const startByHand = memberProcedure
  .input(z.object({ id: Id, note: z.string().max(500).optional() }))
  .output(z.object({ eventId: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const flow = await requireFlow(ctx, input.id);
    if (flow.status !== 'live') throw new AppError('flow_not_live', { message: 'The flow is not live' });
    const payload = { flowId: flow.id, startedBy: ctx.member.name, ...(input.note && { note: input.note }) };
    const stored = await storeOne(ctx, { source: 'noi', event: { type: 'flow.started_by_hand', payload } });
    return { eventId: stored.id };
  });
