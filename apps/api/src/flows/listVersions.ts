import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id, IsoTime, iso } from '../trpc/wire.ts';
import { keyOf, requireFlow } from './requireFlow.ts';

const Version = z.object({ id: z.string(), number: z.number(), name: z.string().nullable(), publishedAt: IsoTime, publishedBy: z.string().nullable() });

/** Everything that was ever published of a flow, newest first. */
export const listVersions = memberProcedure
  .input(z.object({ id: Id }))
  .output(z.array(Version))
  .query(async ({ ctx, input }) => {
    const versions = await ctx.services.db.flows.versions(keyOf(await requireFlow(ctx, input.id)));
    return versions.map(({ id, number, name, publishedAt, publishedBy }) => ({ id, number, name, publishedAt: iso(publishedAt), publishedBy }));
  });
