import type { SandboxRepository } from '../Db.ts';
import { Prisma } from '../generated/client.ts';
import { newId } from '../newId.ts';
import { fromJson, jsonInput, toJson } from '../store/json.ts';
import type { Store } from '../store/Store.ts';

/** The emulated providers' memory. Only the host itself reads across workspaces: which emulators to start, which callbacks to send. */
export function createSandboxRepository({ prisma, pool }: Store): SandboxRepository {
  return {
    async get({ workspaceId, packageId }, key) {
      const row = await prisma.sandboxRecord.findUnique({
        select: { value: true },
        where: { workspaceId_packageId_key: { workspaceId, packageId, key } },
      });
      return row?.value ?? null;
    },

    async set({ workspaceId, packageId }, key, value) {
      const stored = value === null || value === undefined ? Prisma.JsonNull : jsonInput(value);
      await prisma.sandboxRecord.upsert({
        select: { key: true },
        where: { workspaceId_packageId_key: { workspaceId, packageId, key } },
        create: { workspaceId, packageId, key, value: stored },
        update: { value: stored },
      });
    },

    async delete({ workspaceId, packageId }, key) {
      await prisma.sandboxRecord.deleteMany({ where: { workspaceId, packageId, key } });
    },

    async list({ workspaceId, packageId }, prefix) {
      return await prisma.sandboxRecord.findMany({
        select: { key: true, value: true },
        where: { workspaceId, packageId, key: { startsWith: prefix } },
        orderBy: { key: 'asc' },
      });
    },

    async emulators() {
      const groups = await prisma.sandboxRecord.groupBy({ by: ['workspaceId', 'packageId'], orderBy: [{ workspaceId: 'asc' }, { packageId: 'asc' }] });
      return groups;
    },

    async addCallback({ headers, ...callback }) {
      const { id } = await prisma.sandboxCallback.create({ select: { id: true }, data: { id: newId(), ...callback, headers: jsonInput(headers) } });
      return id;
    },

    async dueCallbacks(now, limit) {
      const rows = await prisma.sandboxCallback.findMany({
        select: { id: true, workspaceId: true, packageId: true, url: true, headers: true, body: true, tries: true },
        where: { endedAt: null, dueAt: { lte: now } },
        orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
        take: limit,
      });
      return rows.map((row) => ({ ...row, headers: fromJson<Readonly<Record<string, string>>>(row.headers) }));
    },

    async answeredCallback(id, { status, next, at }) {
      const ending = next === null ? { endedAt: at } : { dueAt: next };
      await prisma.sandboxCallback.updateMany({ where: { id }, data: { answered: status, tries: { increment: 1 }, ...ending } });
    },

    async moveCallbacks({ workspaceId, packageId }, { token, url }) {
      await prisma.sandboxCallback.updateMany({ where: { workspaceId, packageId, endedAt: null, url: { endsWith: `/${token}` } }, data: { url } });
    },

    async showOnPhone({ content, ...message }) {
      const { workspaceId, id } = message;
      const facts = { ...message, content: jsonInput(content) };
      await prisma.phoneMessage.upsert({ select: { id: true }, where: { workspaceId_id: { workspaceId, id } }, create: facts, update: facts });
    },

    async phoneThreads(workspaceId, limit) {
      const groups = await prisma.phoneMessage.groupBy({
        by: ['to'],
        where: { workspaceId },
        _max: { sentAt: true },
        _count: { _all: true },
        orderBy: { _max: { sentAt: 'desc' } },
        take: limit,
      });
      return groups.map(({ to, _max, _count }) => ({ to, lastAt: _max.sentAt ?? new Date(0), count: _count._all }));
    },

    async phoneMessages({ workspaceId, to }, limit) {
      const rows = await prisma.phoneMessage.findMany({
        select: { id: true, packageId: true, to: true, content: true, taps: true, sentAt: true },
        where: { workspaceId, to },
        orderBy: [{ sentAt: 'desc' }, { id: 'desc' }],
        take: limit,
      });
      return rows.reverse().map((row) => ({ ...row, taps: fromJson<readonly unknown[]>(row.taps) }));
    },

    async tapped({ workspaceId, id }, tap) {
      // Appending inside one JSON column is raw: Prisma would have to read it first, and lose a tap between two of them.
      const { rows } = await pool.query<{ packageId: string }>(
        `update phone_message set taps = taps || jsonb_build_array($3::jsonb) where workspace_id = $1 and id = $2 returning package_id as "packageId"`,
        [workspaceId, id, toJson(tap)],
      );
      return rows[0] ?? null;
    },
  };
}
