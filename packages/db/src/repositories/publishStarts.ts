import type { Plan } from '@noi/flow';
import type { Prisma } from '../generated/client.ts';
import { channels } from '../live/channels.ts';
import { jsonInput } from '../store/json.ts';

interface Publishing {
  readonly workspaceId: string;
  readonly flowId: string;
  readonly plan: Plan;
  readonly at: Date;
}

/** Brings what starts the flow by itself in line with its new version, inside the transaction that publishes it. */
export async function publishStarts(tx: Prisma.TransactionClient, publishing: Publishing): Promise<void> {
  const { workspaceId, flowId, plan } = publishing;
  const trigger = plan.steps[plan.trigger];
  if (trigger?.kind === 'trigger' && trigger.event === 'schedule.due') await publishSchedule(tx, publishing, trigger.input ?? {});
  else await tx.schedule.deleteMany({ where: { workspaceId, flowId } });
  if (trigger?.kind === 'trigger' && trigger.poll !== undefined && trigger.connectionId !== undefined)
    await publishPoll(tx, publishing, { pollId: trigger.poll, connectionId: trigger.connectionId });
  await tx.$executeRaw`select pg_notify(${channels.starts}, '')`;
}

/** Due times up to now belong to the former version, also those that nobody has seen to yet; from now on the new version counts. */
async function publishSchedule(tx: Prisma.TransactionClient, { workspaceId, flowId, plan, at }: Publishing, input: object): Promise<void> {
  const spec = jsonInput(input);
  const { timezone } = plan;
  const [known] = await tx.$queryRaw<{ isSame: boolean; isBehind: boolean }[]>`
    select spec = ${JSON.stringify(spec)}::jsonb and timezone = ${timezone} as "isSame", former <> '[]' or coalesce(next_due_at <= ${at}, false) as "isBehind"
    from schedule where workspace_id = ${workspaceId} and flow_id = ${flowId}::uuid for update`;
  if (!known) {
    await tx.schedule.create({ select: { flowId: true }, data: { workspaceId, flowId, spec, timezone, settledUntil: at, nextDueAt: at } });
    return;
  }
  if (known.isSame) return;
  // Raw because Prisma cannot append to a JSON list.
  await tx.$executeRaw`
    update schedule set spec = ${JSON.stringify(spec)}::jsonb, timezone = ${timezone}, next_due_at = ${at},
      settled_until = case when ${known.isBehind} then settled_until else greatest(settled_until, ${at}) end,
      former = case when ${known.isBehind}
        then former || jsonb_build_array(jsonb_build_object('spec', spec, 'timezone', timezone, 'until', ${at.toISOString()}::text))
        else former end
    where workspace_id = ${workspaceId} and flow_id = ${flowId}::uuid`;
}

/** The cursor belongs to the account, not to the flow: whatever is published, what is known stays known. */
async function publishPoll(tx: Prisma.TransactionClient, { workspaceId, at }: Publishing, key: { pollId: string; connectionId: string }): Promise<void> {
  await tx.poll.createMany({ data: { workspaceId, ...key, nextAt: at }, skipDuplicates: true });
}
