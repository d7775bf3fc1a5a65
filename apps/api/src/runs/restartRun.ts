import { AppError } from '@noi/errors';
import { type Plan, planRestart, StepId } from '@noi/flow';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';

export const RestartRun = z.object({
  runId: Id,
  stepId: StepId,
  /** Where the step was visited. */
  scope: z.string().default('root'),
  /** Takes the place of what the step's templates make. */
  input: z.record(z.string(), z.unknown()).optional(),
  /** `live`: the version that is published now, where it has the step. */
  version: z.enum(['same', 'live']).default('same'),
  /** Messages that went out, or may have, are sent once more. */
  confirmResend: z.boolean().default(false),
});

export const Restarted = z.object({ runId: z.string(), isNew: z.boolean() });

/** Makes a new run of a run that has ended: from one step on, with what came before as it was. Asked twice, it makes one. */
export async function restartRun(ctx: MemberContext, request: z.infer<typeof RestartRun>): Promise<z.infer<typeof Restarted>> {
  const { db } = ctx.services;
  const { workspaceId } = ctx.member;
  const { runId, version } = request;
  const story = await db.restarts.story({ workspaceId, runId, version });
  if (story === null) throw new AppError('not_found', { message: 'No such run', id: runId });
  const { run: former } = story;
  if (former.endedAt === null) throw new AppError('run_unfinished', { message: `The run is ${former.state}`, state: former.state });
  if (story.prunedAt !== null) throw pruned();
  if (story.trigger === null) throw new AppError('event_pruned', { message: 'The event that began the run was deleted because of its age' });
  if (story.version === null)
    throw new AppError(version === 'live' ? 'flow_not_live' : 'not_found', { message: 'There is no such version, or its plan is gone' });
  const { plan, id: versionId } = story.version;
  const from = { scope: request.scope, stepId: request.stepId };
  const { trigger, rows, messages } = story;
  const planned = planRestart({ plan, trigger, rows, messages, from, ...(request.input === undefined ? {} : { input: request.input }) });
  if (planned === null) throw new AppError('step_not_run', { message: 'The former run never came to this step, or the plan does not have it there', ...from });
  if (request.input !== undefined) checkInput(ctx, { plan, stepId: from.stepId, input: request.input });
  const { state, kept, again } = planned;
  if (again.length > 0 && !request.confirmResend) {
    throw new AppError('resend_unconfirmed', { message: 'Messages that went out, or may have, would be sent again', count: again.length });
  }
  const made = await db.restarts.restart({ former, from, versionId, plan, carry: state, kept });
  // It ended, and nothing else can have happened to it since it was read.
  if (made === null) throw pruned();
  return { runId: made.id, isNew: made.isNew };
}

function pruned(): AppError {
  return new AppError('run_pruned', { message: 'The data of the run’s steps was deleted because of its age' });
}

function checkInput(ctx: MemberContext, { plan, stepId, input }: { plan: Plan; stepId: StepId; input: Readonly<Record<string, unknown>> }): void {
  const step = plan.steps[stepId];
  const action = step?.kind === 'action' ? ctx.services.catalog.actionDefinition(step.node, step.nodeVersion) : undefined;
  if (action === undefined)
    throw new AppError('invalid_request', { message: 'Only an action takes input by hand', issues: [{ field: 'input', message: 'not an action' }] });
  const parsed = action.input.safeParse(input);
  if (parsed.success) return;
  const issues = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  throw new AppError('invalid_request', { message: 'The input is not what the step takes', issues });
}

export const restartFrom = memberProcedure
  .input(RestartRun)
  .output(Restarted)
  .mutation(({ ctx, input }) => restartRun(ctx, input));
