import type { WorkspaceRepository } from '../Db.ts';
import { newId } from '../newId.ts';
import type { Store } from '../store/Store.ts';

const apiKeySelect = { id: true, workspaceId: true, name: true, prefix: true, createdAt: true, lastUsedAt: true } as const;

const USE_NOTED_EVERY_MS = 60_000;

/** Shops, their members and their API keys. Accounts and sessions are better-auth's, see createAuthAdapter. */
export function createWorkspaceRepository({ prisma }: Store): WorkspaceRepository {
  return {
    async get(id) {
      return await prisma.workspace.findUnique({ select: { id: true, name: true, timezone: true }, where: { id } });
    },

    async membership(userId) {
      const member = await prisma.member.findFirst({ select: { organizationId: true, role: true }, where: { userId }, orderBy: { createdAt: 'asc' } });
      return member && { workspaceId: member.organizationId, role: member.role };
    },

    async members(workspaceId) {
      const rows = await prisma.member.findMany({
        select: { user: { select: { id: true, name: true, email: true } } },
        where: { organizationId: workspaceId },
        orderBy: { user: { name: 'asc' } },
      });
      return rows.map(({ user }) => user);
    },

    async hasAnyUser() {
      return (await prisma.user.findFirst({ select: { id: true } })) !== null;
    },

    async create({ name, slug, ownerId }) {
      const owner = { id: newId(), userId: ownerId, role: 'owner' };
      return await prisma.workspace.create({ select: { id: true }, data: { id: newId(), name, slug, members: { create: owner } } });
    },

    async apiKeys(workspaceId) {
      return await prisma.apiKey.findMany({ select: apiKeySelect, where: { workspaceId, revokedAt: null }, orderBy: { id: 'desc' } });
    },

    async createApiKey(key) {
      return await prisma.apiKey.create({ select: apiKeySelect, data: { id: newId(), ...key } });
    },

    async apiKeyByHash(hash) {
      const key = await prisma.apiKey.findFirst({ select: apiKeySelect, where: { hash, revokedAt: null } });
      if (!key) return null;
      const now = new Date();
      const isNoted = key.lastUsedAt !== null && now.getTime() - key.lastUsedAt.getTime() < USE_NOTED_EVERY_MS;
      if (!isNoted) await prisma.apiKey.updateMany({ where: { id: key.id, workspaceId: key.workspaceId }, data: { lastUsedAt: now } });
      return key;
    },

    async revokeApiKey({ workspaceId, id }) {
      await prisma.apiKey.updateMany({ where: { workspaceId, id, revokedAt: null }, data: { revokedAt: new Date() } });
    },
  };
}
