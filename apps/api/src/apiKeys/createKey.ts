import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '@noi/db';
import { z } from 'zod';
import { adminProcedure } from '../trpc/init.ts';

/** 256 random bits. */
export function newApiKey(): string {
  return `noi_${randomBytes(32).toString('base64url')}`;
}

/** Stores only the key's hash; the key itself is seen once, by whoever made it. */
export async function storeApiKey(db: Db, { workspaceId, name, key }: { workspaceId: string; name: string; key: string }): Promise<void> {
  await db.workspaces.createApiKey({ workspaceId, name, prefix: key.slice(0, 10), hash: hashApiKey(key) });
}

/** SHA-256 in hex: the key has full entropy, so no slow hash is needed. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

export const createKey = adminProcedure
  .input(z.object({ name: z.string().trim().min(1).max(80) }))
  .output(z.object({ key: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const key = newApiKey();
    await storeApiKey(ctx.services.db, { workspaceId: ctx.member.workspaceId, name: input.name, key });
    return { key };
  });
