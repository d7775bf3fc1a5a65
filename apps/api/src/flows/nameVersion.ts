import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id, Ok, ok } from '../trpc/wire.ts';
import { requireFlow } from './requireFlow.ts';
import { requireVersion } from './requireVersion.ts';

/** Gives a version a name by which people know it; an empty one takes it away. */
export const nameVersion = memberProcedure
  .input(z.object({ id: Id, versionId: Id, name: z.string().trim().max(120) }))
  .output(Ok)
  .mutation(async ({ ctx, input }) => {
    const version = await requireVersion(ctx, await requireFlow(ctx, input.id), input.versionId);
    await ctx.services.db.flows.nameVersion({ workspaceId: ctx.member.workspaceId, versionId: version.id }, input.name || null);
    return ok;
  });
