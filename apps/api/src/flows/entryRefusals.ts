import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id, IsoTime, iso, isoOrNull } from '../trpc/wire.ts';
import { keyOf, requireFlow } from './requireFlow.ts';

const Refusals = z.object({
  /** Newest day first. */
  refusals: z.array(
    z.object({
      /** `yyyy-MM-dd` in the flow's timezone. */
      day: z.string(),
      reason: z.enum(['repeat', 'once', 'too_soon', 'busy', 'changed']),
      count: z.number(),
      lastEventId: z.string(),
      lastSubject: z.string().nullable(),
      lastAt: IsoTime,
    }),
  ),
  gathering: z.object({ events: z.number(), nextDueAt: IsoTime.nullable() }),
});

/** Which events started no run because of the flow's rules of entry, by day and reason, and how many are being gathered. */
export const entryRefusals = memberProcedure
  .input(z.object({ id: Id }))
  .output(Refusals)
  .query(async ({ ctx, input }) => {
    const { workspaceId, id: flowId } = keyOf(await requireFlow(ctx, input.id));
    const { entry } = ctx.services.db;
    const [refusals, gathering] = await Promise.all([entry.refusals({ workspaceId, flowId, limit: 60 }), entry.gathering({ workspaceId, flowId })]);
    return {
      refusals: refusals.map((row) => ({ ...row, lastAt: iso(row.lastAt) })),
      gathering: { events: gathering.events, nextDueAt: isoOrNull(gathering.nextDueAt) },
    };
  });
