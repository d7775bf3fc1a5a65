import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id, IsoTime, iso, Text } from '../trpc/wire.ts';

const WEEK_MS = 7 * 86_400_000;
const Rejection = z.object({ hour: IsoTime, code: z.string(), count: z.number(), lastReason: Text, lastAt: IsoTime });

/** What a door turned away in the last week, by hour and reason. */
export const listRejections = memberProcedure
  .input(z.object({ id: Id }))
  .output(z.array(Rejection))
  .query(async ({ ctx, input }) => {
    const since = new Date(ctx.services.now().getTime() - WEEK_MS);
    const rows = await ctx.services.db.doors.rejections({ workspaceId: ctx.member.workspaceId, connectionId: input.id, since });
    return rows.map(({ hour, code, count, lastReason, lastAt }) => ({ hour: iso(hour), code, count, lastReason, lastAt: iso(lastAt) }));
  });
