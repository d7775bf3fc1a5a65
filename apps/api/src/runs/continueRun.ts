import type { StepRunRow } from '@noi/db';
import { AppError } from '@noi/errors';
import { asksAPerson, StepId } from '@noi/flow';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, Ok, ok } from '../trpc/wire.ts';
import { requireOpenRun } from './requireRun.ts';

export const ContinueRun = z.object({
  runId: Id,
  stepId: StepId,
  /** Where the step waits; without it, everywhere in the run. */
  scope: z.string().optional(),
});

/** Ends a wait, or the pause before another try, early. The engine makes sure that pressing twice does no harm. */
export async function continueRun(ctx: MemberContext, { runId, stepId, scope }: z.infer<typeof ContinueRun>): Promise<z.infer<typeof Ok>> {
  const run = await requireOpenRun(ctx, runId);
  const steps = await ctx.services.db.runs.stepRuns({ workspaceId: run.workspaceId, runId: run.id });
  const open = steps.filter((step) => step.stepId === stepId && (scope === undefined || step.scope === scope) && mayGoOn(step));
  if (open.length === 0) throw new AppError('run_not_waiting', { message: 'This step is not waiting', stepId });
  for (const step of open) await ctx.services.runControl.continueNow({ workflowId: run.workflowId, runId: run.id, stepId, scope: step.scope });
  return ok;
}

/** Of a step that asks a person nobody knows whether it was done: going on would be doing it again, which has a question of its own. */
function mayGoOn({ state, decisions }: StepRunRow): boolean {
  const last = decisions.at(-1);
  const asks = last?.outcome === 'hold' && last.key !== undefined && asksAPerson(last.key);
  return state === 'retrying' || (state === 'waiting' && !asks);
}

export const continueNow = memberProcedure
  .input(ContinueRun)
  .output(Ok)
  .mutation(({ ctx, input }) => continueRun(ctx, input));
