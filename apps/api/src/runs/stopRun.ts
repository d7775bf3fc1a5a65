import { AppError } from '@noi/errors';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, Ok, ok } from '../trpc/wire.ts';
import { requireOpenRun } from './requireRun.ts';

/** Stops one run; its neighbours and the flow go on. */
export async function endRun(ctx: MemberContext, runId: string): Promise<z.infer<typeof Ok>> {
  const { db, runControl, now } = ctx.services;
  // One that is about to change its host would not hear it on the way.
  await db.moves.endInstead({ workspaceId: ctx.member.workspaceId, runId });
  const run = await requireOpenRun(ctx, runId);
  if (run.state === 'queued' && (await db.entry.cancelQueued({ workspaceId: run.workspaceId, runId: run.id, at: now() }))) return ok;
  const answer = await runControl.stop({ workflowId: run.workflowId, runId: run.id });
  if (answer === 'asked') return ok;
  if (run.state === 'starting') throw new AppError('provider_unavailable', { message: 'The run is just starting; try again in a moment' });

  // Nothing hosts the run any more (its workflow was terminated by hand), so only its row is left to end, unless it has another host by now.
  const { workspaceId, workflowId } = run;
  await db.runs.record({ workspaceId, runId, records: [], outcome: { state: 'stopped', by: 'person' }, at: now(), workflowId });
  const left = await db.runs.get({ workspaceId, id: runId });
  if (left?.endedAt === null) throw new AppError('provider_unavailable', { message: 'The run is just changing hands; try again in a moment' });
  return ok;
}

export const stopRun = memberProcedure
  .input(z.object({ runId: Id }))
  .output(Ok)
  .mutation(({ ctx, input }) => endRun(ctx, input.runId));
