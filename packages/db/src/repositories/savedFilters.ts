import type { SavedFilterRepository, SavedFilterRow } from '../Db.ts';
import { newId } from '../newId.ts';
import { fromJson, jsonInput } from '../store/json.ts';
import type { Store } from '../store/Store.ts';

export function createSavedFilterRepository({ prisma }: Store): SavedFilterRepository {
  return {
    async list({ workspaceId, userId }) {
      const rows = await prisma.savedFilter.findMany({
        select: { id: true, name: true, filter: true },
        where: { workspaceId, userId },
        orderBy: { name: 'asc' },
      });
      return rows.map((row) => ({ ...row, filter: fromJson<SavedFilterRow['filter']>(row.filter) }));
    },

    async save({ workspaceId, userId }, { name, filter }) {
      const key = { workspaceId, userId, name };
      await prisma.savedFilter.upsert({
        select: { id: true },
        where: { workspaceId_userId_name: key },
        create: { id: newId(), ...key, filter: jsonInput(filter) },
        update: { filter: jsonInput(filter) },
      });
    },

    async remove({ workspaceId, userId, id }) {
      await prisma.savedFilter.deleteMany({ where: { workspaceId, userId, id } });
    },
  };
}
