import type { FastifyRequest } from 'fastify';
import { hashApiKey } from '../apiKeys/createKey.ts';
import type { Services } from '../services/Services.ts';
import type { Member } from '../trpc/Context.ts';
import { headersOf } from './headersOf.ts';

/** Who holds the session cookie, in their workspace. */
export async function memberOfSession({ auth, db }: Pick<Services, 'auth' | 'db'>, request: Pick<FastifyRequest, 'headers'>): Promise<Member | null> {
  if (request.headers.cookie === undefined) return null;
  const session = await auth.api.getSession({ headers: headersOf(request) });
  if (!session) return null;
  const membership = await db.workspaces.membership(session.user.id);
  if (!membership) return null;
  const { id, name, email, locale } = session.user;
  return { workspaceId: membership.workspaceId, userId: id, name, email, role: membership.role, locale: locale ?? 'vi' };
}

/** Hash of the API key that the `Authorization: Bearer` header carries, known or not; `null` for anything that is no key. */
export function keyHashOf(request: Pick<FastifyRequest, 'headers'>): string | null {
  const [, key] = /^Bearer (noi_[\w-]{20,100})$/.exec(request.headers.authorization ?? '') ?? [];
  return key === undefined ? null : hashApiKey(key);
}

/** Whose API key the request carries. Keys act as members without the owner's rights. */
export async function memberOfKey({ db }: Pick<Services, 'db'>, request: Pick<FastifyRequest, 'headers'>): Promise<Member | null> {
  const hash = keyHashOf(request);
  const row = hash === null ? null : await db.workspaces.apiKeyByHash(hash);
  return row && { workspaceId: row.workspaceId, userId: null, name: row.name, email: null, role: 'key', locale: 'vi' };
}
