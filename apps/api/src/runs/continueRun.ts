import type { StepRunRow } from '@noi/db';
import { AppError } from '@noi/errors';
import { StepId } from '@noi/flow';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, Ok, ok } from '../trpc/wire.ts';
import { requireOpenRun } from './requireRun.ts';

export const ContinueRun = z.object({ runId: Id, stepId: StepId });

/** Ends a wait, or the pause before another try, early. The engine makes sure that pressing twice does no harm. */
export async function continueRun(ctx: MemberContext, request: z.infer<typeof ContinueRun>): Promise<z.infer<typeof Ok>> {
  const run = await requireOpenRun(ctx, request.runId);
  const steps = await ctx.services.db.runs.stepRuns({ workspaceId: run.workspaceId, runId: run.id });
  const isOpen = steps.some((step) => step.stepId === request.stepId && (step.state === 'retrying' || (step.state === 'waiting' && !asksAPerson(step))));
  if (!isOpen) throw new AppError('run_not_waiting', { message: 'This step is not waiting', stepId: request.stepId });
  await ctx.services.runControl.continueNow({ workflowId: run.workflowId, runId: run.id, stepId: request.stepId });
  return ok;
}

/** Of such a step nobody knows whether it was done: going on would be doing it again, which has a question of its own. */
function asksAPerson({ decisions }: StepRunRow): boolean {
  const last = decisions.at(-1);
  return last?.outcome === 'hold' && last.key?.startsWith('unknown:') === true;
}

export const continueNow = memberProcedure
  .input(ContinueRun)
  .output(Ok)
  .mutation(({ ctx, input }) => continueRun(ctx, input));
