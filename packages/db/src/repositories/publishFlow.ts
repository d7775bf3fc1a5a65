import { AppError } from '@noi/errors';
import type { EntryRules, Plan } from '@noi/flow';
import type { FlowRepository, FlowVersionRow } from '../Db.ts';
import { Prisma } from '../generated/client.ts';
import { newId } from '../newId.ts';
import { jsonInput } from '../store/json.ts';
import type { Store } from '../store/Store.ts';
import { planMoves } from './planMoves.ts';
import { publishStarts } from './publishStarts.ts';

/** Version, plan, status and subscription change together, so that an event meets either the old version or the new one. */
export async function publishFlow({ prisma }: Store, request: Parameters<FlowRepository['publish']>[0]): Promise<FlowVersionRow> {
  const { workspaceId, id: flowId, graph, plan, subscription, publishedBy, name, tests, at = new Date() } = request;
  return await prisma.$transaction(async (tx) => {
    // Prisma has no row lock; two publishers of one flow queue here for the next number.
    const locked = await tx.$queryRaw<{ status: string }[]>`
      select status from flow where workspace_id = ${workspaceId} and id = ${flowId}::uuid and removed_at is null for update`;
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
        ...(tests === undefined ? {} : { tests: jsonInput(tests) }),
      },
    });

    // What was paused stays so: resuming asks about what is held.
    await tx.flow.updateMany({
      where: { workspaceId, id: flowId },
      data: { liveVersionId: version.id, status: locked[0]?.status === 'paused' ? 'paused' : 'live' },
    });
    const trigger = plan.steps[plan.trigger];
    const listens = {
      workspaceId,
      versionId: version.id,
      planHash: plan.hash,
      event: subscription.event,
      source: subscription.source ?? null,
      connectionId: subscription.connectionId ?? null,
      pollId: trigger?.kind === 'trigger' ? (trigger.poll ?? null) : null,
      rules: rulesOf(plan),
    };
    await tx.subscription.upsert({ select: { flowId: true }, where: { flowId }, create: { flowId, ...listens }, update: listens });
    await publishStarts(tx, { workspaceId, flowId, plan, at });
    // New rules may let those in who wait by the old ones.
    await tx.$executeRaw`insert into entry_room (id, flow_id) select ${newId()}::uuid, ${flowId}::uuid
      where exists (select 1 from entry_turn where flow_id = ${flowId}::uuid and state = 'queued')`;
    if (request.inFlight !== undefined) await planMoves(tx, { ...request.inFlight, workspaceId, flowId, versionId: version.id, plan });
    return { ...version, graph };
  });
}

/** What the dispatcher must know to keep the flow's rules of entry without reading its plan. */
function rulesOf({ timezone, dedupeBy, entry, concurrency, gather }: Plan) {
  const hasEntry = entry !== undefined && entry.policy !== 'always';
  if (dedupeBy === undefined && !hasEntry && concurrency === undefined && gather === undefined) return Prisma.DbNull;
  const rules: EntryRules = {
    timezone,
    ...(dedupeBy === undefined ? {} : { dedupeBy }),
    ...(hasEntry ? { entry } : {}),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(gather === undefined ? {} : { gather }),
  };
  return jsonInput(rules);
}
