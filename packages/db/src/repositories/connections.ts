import { AppError } from '@noi/errors';
import type { Text } from '@noi/events';
import type { ConnectionRepository, ConnectionRow } from '../Db.ts';
import { Prisma } from '../generated/client.ts';
import { newId } from '../newId.ts';
import { fromJson, jsonInput } from '../store/json.ts';
import type { Store } from '../store/Store.ts';

const select = {
  id: true,
  workspaceId: true,
  packageId: true,
  type: true,
  name: true,
  mode: true,
  state: true,
  problem: true,
  settings: true,
  sealedSecrets: true,
  doorToken: true,
  revision: true,
  refreshBeganAt: true,
  testedAt: true,
  account: true,
  createdAt: true,
} as const satisfies Prisma.ConnectionSelect;

type Columns = Prisma.ConnectionGetPayload<{ select: typeof select }>;

/** Authorised accounts at providers. Removed ones stay as rows, so that old runs still know their names, but are found no more. */
export function createConnectionRepository({ prisma, announce }: Store): ConnectionRepository {
  const tell = ({ workspaceId, id }: { workspaceId: string; id: string }) => announce([{ workspaceId, kind: 'connection', id }]);

  return {
    async list(workspaceId) {
      const rows = await prisma.connection.findMany({ select, where: { workspaceId, removedAt: null }, orderBy: { id: 'asc' } });
      return rows.map(toRow);
    },

    async get({ workspaceId, id }) {
      const row = await prisma.connection.findFirst({ select, where: { workspaceId, id, removedAt: null } });
      return row && toRow(row);
    },

    async getByDoor(doorToken) {
      const row = await prisma.connection.findFirst({ select, where: { doorToken, removedAt: null } });
      return row && toRow(row);
    },

    async create({ settings, sealedSecrets, ...facts }) {
      const data = { id: newId(), ...facts, settings: jsonInput(settings), sealedSecrets: new Uint8Array(sealedSecrets) };
      const row = toRow(await prisma.connection.create({ select, data }));
      tell(row);
      return row;
    },

    async update({ workspaceId, id }, { settings, sealedSecrets, problem, ...facts }) {
      const changesValues = settings !== undefined || sealedSecrets !== undefined;
      const data: Prisma.ConnectionUpdateManyMutationInput = {
        ...facts,
        ...(settings && { settings: jsonInput(settings) }),
        ...(sealedSecrets && { sealedSecrets: new Uint8Array(sealedSecrets) }),
        ...(problem !== undefined && { problem: problemInput(problem) }),
        // New values end a refresh that was under way with the old ones.
        ...(changesValues && { revision: { increment: 1 }, refreshBeganAt: null }),
      };
      const [row] = await prisma.connection.updateManyAndReturn({ select, where: { workspaceId, id, removedAt: null }, data });
      if (!row) throw new AppError('not_found', { message: 'No such connection' });
      tell({ workspaceId, id });
      return toRow(row);
    },

    async remove({ workspaceId, id }) {
      await prisma.connection.updateMany({ where: { workspaceId, id, removedAt: null }, data: { removedAt: new Date() } });
      tell({ workspaceId, id });
    },

    async beginRefresh({ workspaceId, id, revision }, now) {
      const where = { workspaceId, id, revision, refreshBeganAt: null, removedAt: null };
      const { count } = await prisma.connection.updateMany({ where, data: { refreshBeganAt: now } });
      return count === 1;
    },

    async endRefresh({ workspaceId, id, revision }, { settings, sealedSecrets }) {
      await prisma.connection.updateMany({
        where: { workspaceId, id, revision },
        data: {
          settings: jsonInput(settings),
          sealedSecrets: new Uint8Array(sealedSecrets),
          revision: { increment: 1 },
          refreshBeganAt: null,
          state: 'ok',
          problem: Prisma.DbNull,
        },
      });
      tell({ workspaceId, id });
    },

    async markLost({ workspaceId, id, revision }, problem) {
      const { count } = await prisma.connection.updateMany({
        where: { workspaceId, id, revision, state: 'ok', removedAt: null },
        data: { state: 'attention', problem: problemInput(problem) },
      });
      if (count === 1) {
        tell({ workspaceId, id });
        return 'lost';
      }
      const row = await prisma.connection.findFirst({ select: { state: true }, where: { workspaceId, id, removedAt: null } });
      return row?.state === 'attention' ? 'known' : 'renewed';
    },

    async failRefresh({ workspaceId, id, revision }, problem) {
      const flag = problem === null ? {} : { state: 'attention', problem: problemInput(problem) };
      await prisma.connection.updateMany({ where: { workspaceId, id, revision }, data: { refreshBeganAt: null, ...flag } });
      tell({ workspaceId, id });
    },
  };
}

function problemInput(problem: Text | null) {
  return problem === null ? Prisma.DbNull : jsonInput(problem);
}

function toRow(row: Columns): ConnectionRow {
  return {
    ...row,
    mode: row.mode as ConnectionRow['mode'],
    state: row.state as ConnectionRow['state'],
    problem: fromJson<Text | null>(row.problem),
    settings: fromJson<Readonly<Record<string, string>>>(row.settings),
  };
}
