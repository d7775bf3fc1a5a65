import { prismaAdapter } from '@better-auth/prisma-adapter';
import type { Db } from './Db.ts';
import { prismaOf } from './prismaOf.ts';

/**
 * The `database` of better-auth. Its organization is our `workspace`, so its options must say
 * `organization({ schema: { organization: { modelName: 'workspace' } } })`; every field name fits as it is.
 */
export function createAuthAdapter(db: Db): ReturnType<typeof prismaAdapter> {
  return prismaAdapter(prismaOf(db), { provider: 'postgresql', transaction: true });
}
