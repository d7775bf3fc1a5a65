import type { FlowStopRow } from '@noi/db';
import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id, IsoTime, iso, isoOrNull } from '../trpc/wire.ts';
import { keyOf, requireFlow } from './requireFlow.ts';

const StopView = z.object({
  /** Runs that were under way when it was asked for, and how many of them still are. */
  total: z.number(),
  left: z.number(),
  askedBy: z.string().nullable(),
  askedAt: IsoTime,
  endedAt: IsoTime.nullable(),
});

function toView({ total, left, askedBy, askedAt, endedAt }: FlowStopRow): z.infer<typeof StopView> {
  return { total, left, askedBy, askedAt: iso(askedAt), endedAt: isoOrNull(endedAt) };
}

/** Stops every run of the flow that is under way; workers see to it, also when this process ends. The flow itself goes on as it is. */
export const stopRuns = memberProcedure
  .input(z.object({ id: Id }))
  .output(StopView)
  .mutation(async ({ ctx, input }) => {
    const { workspaceId, id: flowId } = keyOf(await requireFlow(ctx, input.id));
    return toView(await ctx.services.db.stops.ask({ workspaceId, flowId, askedBy: ctx.member.email }));
  });

/** How many runs are under way, and how far the last stop of all of them has come. */
export const stopProgress = memberProcedure
  .input(z.object({ id: Id }))
  .output(z.object({ open: z.number(), last: StopView.nullable() }))
  .query(async ({ ctx, input }) => {
    const { workspaceId, id: flowId } = keyOf(await requireFlow(ctx, input.id));
    const { stops } = ctx.services.db;
    const [open, last] = await Promise.all([stops.countOpen({ workspaceId, flowId }), stops.latest({ workspaceId, flowId })]);
    return { open, last: last && toView(last) };
  });
