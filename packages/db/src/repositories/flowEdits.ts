import { AppError } from '@noi/errors';
import type { FlowCommand } from '@noi/flow';
import type { FlowEditRow, FlowRepository } from '../Db.ts';
import type { Prisma } from '../generated/client.ts';
import { fromJson, jsonInput } from '../store/json.ts';
import type { Store } from '../store/Store.ts';

/**
 * Appends edits and stores the graph they lead to, if the draft is still where the sender saw it. `false` when every edit was known already
 * (a repeated send), so that nothing changed.
 */
export async function appendEdits({ prisma }: Store, ...[key, { baseRevision, graph, edits }]: Parameters<FlowRepository['edit']>): Promise<boolean> {
  const { workspaceId, id: flowId } = key;
  return await prisma.$transaction(async (tx) => {
    // Prisma has no row lock; the draft's edits queue here.
    const [flow] = await tx.$queryRaw<{ revision: number }[]>`
      select revision from flow where workspace_id = ${workspaceId} and id = ${flowId}::uuid and removed_at is null for update`;
    if (!flow) throw new AppError('not_found', { message: 'No such flow' });

    const clientKeys = edits.map(({ clientKey }) => clientKey);
    const known = await tx.flowEdit.findMany({ select: { clientKey: true }, where: { workspaceId, flowId, clientKey: { in: clientKeys } } });
    const knownKeys = new Set(known.map(({ clientKey }) => clientKey));
    const fresh = edits.filter(({ clientKey }) => !knownKeys.has(clientKey));
    if (edits.length > 0 && fresh.length === 0) return false;
    if (flow.revision !== baseRevision) throw new AppError('revision_conflict', { message: 'The draft has changed meanwhile', revision: flow.revision });

    const data = fresh.map(({ command, inverse, kind, of, clientKey, userId }, index) => ({
      flowId,
      workspaceId,
      revision: baseRevision + index + 1,
      command: jsonInput(command),
      inverse: jsonInput(inverse),
      kind,
      of,
      clientKey,
      userId,
    }));
    await tx.flowEdit.createMany({ data });
    await tx.flow.updateMany({ where: { workspaceId, id: flowId }, data: { graph: jsonInput(graph), revision: baseRevision + fresh.length } });
    return true;
  });
}

type EditColumns = Prisma.FlowEditGetPayload<{
  select: { revision: true; command: true; inverse: true; kind: true; of: true; clientKey: true; userId: true; at: true };
}>;

export function toEditRow(row: EditColumns): FlowEditRow {
  return { ...row, command: fromJson<FlowCommand>(row.command), inverse: fromJson<FlowCommand>(row.inverse), kind: row.kind as FlowEditRow['kind'] };
}
