import { AppError } from '@noi/errors';
import type { FlowRepository, FlowVersionRow } from '../Db.ts';
import { newId } from '../newId.ts';
import { jsonInput } from '../store/json.ts';
import type { Store } from '../store/Store.ts';
import { publishStarts } from './publishStarts.ts';

/** Version, plan, status and subscription change together, so that an event meets either the old version or the new one. */
export async function publishFlow({ prisma }: Store, request: Parameters<FlowRepository['publish']>[0]): Promise<FlowVersionRow> {
  const { workspaceId, id: flowId, graph, plan, subscription, publishedBy, name, at = new Date() } = request;
  return await prisma.$transaction(async (tx) => {
    // Prisma has no row lock; two publishers of one flow queue here for the next number.
    const locked = await tx.$queryRaw<unknown[]>`
      select 1 from flow where workspace_id = ${workspaceId} and id = ${flowId}::uuid and removed_at is null for update`;
    if (locked.length === 0) throw new AppError('not_found', { message: 'No such flow' });

    await tx.plan.createMany({ data: { workspaceId, hash: plan.hash, plan: jsonInput(plan) }, skipDuplicates: true });
    const last = await tx.flowVersion.aggregate({ where: { workspaceId, flowId }, _max: { number: true } });
    const version = await tx.flowVersion.create({
      select: { id: true, flowId: true, number: true, name: true, planHash: true, publishedBy: true, publishedAt: true },
      data: {
        id: newId(),
        workspaceId,
        flowId,
        number: (last._max.number ?? 0) + 1,
        name: name ?? null,
        graph: jsonInput(graph),
        planHash: plan.hash,
        publishedBy,
      },
    });

    await tx.flow.updateMany({ where: { workspaceId, id: flowId }, data: { liveVersionId: version.id, status: 'live' } });
    const listens = {
      workspaceId,
      versionId: version.id,
      planHash: plan.hash,
      event: subscription.event,
      source: subscription.source ?? null,
      connectionId: subscription.connectionId ?? null,
    };
    await tx.subscription.upsert({ select: { flowId: true }, where: { flowId }, create: { flowId, ...listens }, update: listens });
    await publishStarts(tx, { workspaceId, flowId, plan, at });
    return { ...version, graph };
  });
}
