import type { Plan } from '@noi/flow';
import { Prisma } from '../generated/client.ts';
import { newId } from '../newId.ts';
import { jsonInput } from '../store/json.ts';
import { stepsOf } from './moveRows.ts';

export interface PlannedMoves {
  readonly workspaceId: string;
  readonly flowId: string;
  readonly versionId: string;
  readonly plan: Pick<Plan, 'hash' | 'engine'>;
  readonly choices: Readonly<Record<string, 'move' | 'cancel'>>;
  readonly startsAt: Date;
}

/**
 * Notes which runs of former versions are to change hands, or to end, by the step at which they stand now; a run that stands at several is ended if any of
 * them says so. The choices stay with the batch, since a run may have come to another step when it is told.
 */
export async function planMoves(tx: Prisma.TransactionClient, { workspaceId, flowId, versionId, plan, choices, startsAt }: PlannedMoves): Promise<void> {
  const [moved, cancelled] = (['move', 'cancel'] as const).map((action) => Object.keys(choices).filter((stepId) => choices[stepId] === action));
  if (moved?.length === 0 && cancelled?.length === 0) return;
  const id = newId();
  // Raw: one statement over runs and their open steps, however many there are.
  const total = await tx.$executeRaw`
    insert into move_run (batch_id, run_id, workspace_id, action)
    select ${id}::uuid, r.id, r.workspace_id, case when bool_or(s.step_id = any(${cancelled}::text[])) then 'cancel' else 'move' end
    from run r
      cross join lateral (${Prisma.raw(stepsOf(['waiting', 'retrying']))}) s
    where r.workspace_id = ${workspaceId} and r.flow_id = ${flowId}::uuid and r.ended_at is null and r.plan_hash <> ${plan.hash}
      and s.step_id = any(${[...(moved ?? []), ...(cancelled ?? [])]}::text[])
    group by r.id, r.workspace_id`;
  if (total === 0) return;
  // What an earlier publish had in mind for them is past.
  await tx.$executeRaw`
    update move_run m set ended_at = now() from move_run n
    where n.batch_id = ${id}::uuid and m.run_id = n.run_id and m.workspace_id = n.workspace_id and m.batch_id <> n.batch_id and m.ended_at is null`;
  await tx.moveBatch.create({
    select: { id: true },
    data: { id, workspaceId, flowId, versionId, planHash: plan.hash, engine: plan.engine, choices: jsonInput(choices), total, startsAt },
  });
}
