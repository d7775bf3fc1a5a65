import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '@noi/db';
import { z } from 'zod';
import { adminProcedure } from '../trpc/init.ts';

/** Makes a key of 256 random bits and stores only its hash; the key itself is seen this once. */
export async function issueApiKey(db: Db, request: { workspaceId: string; name: string }): Promise<string> {
  const key = `noi_${randomBytes(32).toString('base64url')}`;
  await db.workspaces.createApiKey({ ...request, prefix: key.slice(0, 10), hash: hashApiKey(key) });
  return key;
}

/** SHA-256 in hex: the key has full entropy, so no slow hash is needed. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

export const createKey = adminProcedure
  .input(z.object({ name: z.string().trim().min(1).max(80) }))
  .output(z.object({ key: z.string() }))
  .mutation(async ({ ctx, input }) => ({ key: await issueApiKey(ctx.services.db, { workspaceId: ctx.member.workspaceId, name: input.name }) }));
