import { AppError } from '@noi/errors';
import type { StepPinRepository } from '../Db.ts';
import { fromJson, jsonInput } from '../store/json.ts';
import type { Store } from '../store/Store.ts';

/** Outputs that people pinned to steps of their drafts. */
export function createStepPinRepository({ prisma, announce }: Store): StepPinRepository {
  const tell = (workspaceId: string, flowId: string) => announce([{ workspaceId, kind: 'flow', id: flowId }]);

  return {
    async list({ workspaceId, flowId }) {
      const rows = await prisma.stepPin.findMany({
        select: { stepId: true, output: true, pinnedAt: true },
        where: { workspaceId, flowId },
        orderBy: { stepId: 'asc' },
      });
      return rows.map((row) => ({ ...row, output: fromJson<Record<string, unknown>>(row.output) }));
    },

    async put({ workspaceId, flowId, stepId, output, pinnedBy, at }) {
      const flow = await prisma.flow.findFirst({ select: { id: true }, where: { workspaceId, id: flowId, removedAt: null } });
      if (!flow) throw new AppError('not_found', { message: 'No such flow' });
      const pinned = { output: jsonInput(output), pinnedBy, pinnedAt: at };
      await prisma.stepPin.upsert({
        select: { stepId: true },
        where: { flowId_stepId: { flowId, stepId } },
        create: { workspaceId, flowId, stepId, ...pinned },
        update: pinned,
      });
      tell(workspaceId, flowId);
    },

    async remove({ workspaceId, flowId, stepId }) {
      const { count } = await prisma.stepPin.deleteMany({ where: { workspaceId, flowId, stepId } });
      if (count > 0) tell(workspaceId, flowId);
      return count > 0;
    },
  };
}
