import { createHash } from 'node:crypto';
import { validate } from 'uuid';
import type { NewShopFile, PutShopFile, ShopFileRepository, ShopFileRow } from '../Db.ts';
import type { Prisma } from '../generated/client.ts';
import { newId } from '../newId.ts';
import type { Store } from '../store/Store.ts';

const select = {
  id: true,
  workspaceId: true,
  name: true,
  mediaType: true,
  bytes: true,
  createdAt: true,
  createdBy: true,
} as const satisfies Prisma.ShopFileSelect;

/** Files that shops keep. Contents are read one at a time and never in lists. */
export function createShopFileRepository({ prisma, pool }: Store): ShopFileRepository {
  return {
    async put(file) {
      const sha256 = createHash('sha256').update(file.content).digest('hex');
      return prisma.$transaction((transaction) => putOnce(transaction, { file, sha256 }));
    },

    list: (workspaceId) => prisma.shopFile.findMany({ select, where: { workspaceId }, orderBy: { id: 'desc' } }),

    get: async ({ workspaceId, id }) => (validate(id) ? prisma.shopFile.findFirst({ select, where: { workspaceId, id } }) : null),

    async content({ workspaceId, id }) {
      if (!validate(id)) return null;
      const row = await prisma.shopFile.findFirst({ select: { content: true }, where: { workspaceId, id } });
      return row?.content ?? null;
    },

    async usedBy({ workspaceId, id, limit }) {
      if (!validate(id)) return [];
      // Where in a form a file is named only nodes know; an id of a file stands for nothing else.
      const { rows } = await pool.query<{ id: string; name: string }>(
        `select f.id, f.name from flow f
           left join flow_version v on v.id = f.live_version_id and v.workspace_id = f.workspace_id
          where f.workspace_id = $1 and f.removed_at is null
            and (position($2 in f.graph::text) > 0 or position($2 in v.graph::text) > 0)
          order by f.name, f.id limit $3`,
        [workspaceId, id, limit],
      );
      return rows;
    },

    async remove({ workspaceId, id }) {
      if (!validate(id)) return false;
      const { count } = await prisma.shopFile.deleteMany({ where: { workspaceId, id } });
      return count > 0;
    },
  };
}

async function putOnce(transaction: Prisma.TransactionClient, { file, sha256 }: { file: NewShopFile; sha256: string }): Promise<PutShopFile> {
  const { workspaceId, name, mediaType, content, createdBy, at, limits } = file;
  // One file of a shop at a time: two at once would both find room for one. Prisma has no advisory locks.
  await transaction.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`shop_file:${workspaceId}`}, 0))`;
  const known: ShopFileRow | null = await transaction.shopFile.findUnique({ select, where: { workspaceId_sha256: { workspaceId, sha256 } } });
  if (known) return { outcome: 'known', file: known };

  const { _sum: held, _count: files } = await transaction.shopFile.aggregate({ _sum: { bytes: true }, _count: true, where: { workspaceId } });
  if ((held.bytes ?? 0) + content.byteLength > limits.bytes || files >= limits.files) return { outcome: 'full' };
  const data = { id: newId(), workspaceId, name, mediaType, bytes: content.byteLength, sha256, content: new Uint8Array(content), createdBy, createdAt: at };
  return { outcome: 'kept', file: await transaction.shopFile.create({ select, data }) };
}
