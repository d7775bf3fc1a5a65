import { AppError } from '@noi/errors';
import type { FlowFile } from '@noi/flow';
import type { FlowLinkRepository } from '../Db.ts';
import { newId } from '../newId.ts';
import { fromJson, jsonInput } from '../store/json.ts';
import type { Store } from '../store/Store.ts';

const select = { id: true, workspaceId: true, flowId: true, createdAt: true, expiresAt: true, withdrawnAt: true } as const;

/** Links by which flows go from shop to shop. */
export function createFlowLinkRepository({ prisma }: Store): FlowLinkRepository {
  return {
    async create({ workspaceId, flowId, hash, file, createdBy, at, expiresAt }) {
      const flow = await prisma.flow.findFirst({ select: { id: true }, where: { workspaceId, id: flowId, removedAt: null } });
      if (!flow) throw new AppError('not_found', { message: 'No such flow' });
      return await prisma.flowLink.create({
        select,
        data: { id: newId(), workspaceId, flowId, hash, file: jsonInput(file), createdBy, createdAt: at, expiresAt },
      });
    },

    list: ({ workspaceId, flowId, now, limit }) =>
      prisma.flowLink.findMany({ select, where: { workspaceId, flowId, withdrawnAt: null, expiresAt: { gt: now } }, orderBy: { id: 'desc' }, take: limit }),

    async withdraw({ workspaceId, id }, at) {
      const { count } = await prisma.flowLink.updateMany({ where: { workspaceId, id, withdrawnAt: null }, data: { withdrawnAt: at } });
      return count > 0;
    },

    async find(hash, now) {
      const row = await prisma.flowLink.findFirst({
        select: { workspaceId: true, flowId: true, file: true, expiresAt: true },
        where: { hash, withdrawnAt: null, expiresAt: { gt: now } },
      });
      if (!row) return null;
      const { workspaceId, flowId, file, expiresAt } = row;
      const flow = await prisma.flow.findFirst({ select: { id: true }, where: { workspaceId, id: flowId, removedAt: null } });
      return flow && { workspaceId, file: fromJson<FlowFile>(file), expiresAt };
    },
  };
}
