import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';

/** Everybody of the shop, to choose from. */
export const listMembers = memberProcedure
  .output(z.array(z.object({ name: z.string(), email: z.string() })))
  .query(async ({ ctx }) => [...(await ctx.services.db.workspaces.members(ctx.member.workspaceId))]);
