import { z } from 'zod';
import { adminProcedure } from '../trpc/init.ts';
import { IsoTime, iso, isoOrNull } from '../trpc/wire.ts';

const Key = z.object({ id: z.string(), name: z.string(), prefix: z.string(), createdAt: IsoTime, lastUsedAt: IsoTime.nullable() });

/** The shop's keys, by their first characters only. */
export const listKeys = adminProcedure.output(z.array(Key)).query(async ({ ctx }) => {
  const keys = await ctx.services.db.workspaces.apiKeys(ctx.member.workspaceId);
  return keys.map((key) => ({ ...key, createdAt: iso(key.createdAt), lastUsedAt: isoOrNull(key.lastUsedAt) }));
});
