import type { MessageRow } from '@noi/db';
import { AppError } from '@noi/errors';
import { type Plan, rebuildState, StepId, type StepPlace, type StoryRow } from '@noi/flow';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';
import { requireRun } from './requireRun.ts';

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
  const former = await requireRun(ctx, request.runId);
  const { workspaceId } = former;
  if (former.endedAt === null) throw new AppError('run_unfinished', { message: `The run is ${former.state}`, state: former.state });
  const from: StepPlace = { scope: request.scope, stepId: request.stepId };
  const [{ plan, versionId }, rows, event, triggers, messages] = await Promise.all([
    planFor(ctx, { former, version: request.version }),
    db.runs.stepRuns({ workspaceId, runId: former.id }),
    db.events.get({ workspaceId, id: former.eventId }),
    db.entry.triggers([former]),
    db.messages.list({ workspaceId, runId: former.id, limit: mostMessages }),
  ]);
  if (!isInPlace(plan, from) || !rows.some((row) => row.scope === from.scope && row.stepId === from.stepId)) {
    throw new AppError('step_not_run', { message: 'The former run never came to this step, or the plan does not have it there', stepId: from.stepId });
  }
  if (request.input !== undefined) checkInput(ctx, { plan, stepId: from.stepId, input: request.input });

  const trigger = triggers.get(former.id) ?? event?.payload ?? {};
  const { state, kept } = rebuildState({ plan, trigger, rows, from, ...(request.input === undefined ? {} : { input: request.input }) });
  const again = messages.filter((message) => message.state !== 'failed' && !isAmong(kept, message));
  if (again.length > 0 && !request.confirmResend) {
    throw new AppError('resend_unconfirmed', { message: 'Messages that went out, or may have, would be sent again', count: again.length });
  }
  const made = await db.restarts.restart({ former, from, versionId, plan, carry: state, kept });
  if (made === null) throw new AppError('run_unfinished', { message: 'The run has not ended' });
  return { runId: made.id, isNew: made.isNew };
}

/** As many as a run can send. */
const mostMessages = 50_000;

async function planFor(ctx: MemberContext, { former, version }: { former: { flowId: string; versionId: string; planHash: string }; version: 'same' | 'live' }) {
  const { db } = ctx.services;
  const { workspaceId } = ctx.member;
  const flow = version === 'live' ? await db.flows.get({ workspaceId, id: former.flowId }) : null;
  const live = flow?.liveVersionId ? await db.flows.version({ workspaceId, versionId: flow.liveVersionId }) : null;
  if (version === 'live' && live === null) throw new AppError('flow_not_live', { message: 'The flow has no live version' });
  const hash = live?.planHash ?? former.planHash;
  const plan = await db.flows.plan({ workspaceId, hash });
  if (plan === null) throw new AppError('not_found', { message: 'The plan of this run is gone' });
  return { plan, versionId: live?.id ?? former.versionId };
}

/** The step is where it was: on the flow's own level, or in the body of the same container. */
function isInPlace(plan: Plan, { scope, stepId }: StepPlace): boolean {
  const container = /\/([^/]+)#\d+\[\d+\]$/.exec(scope)?.[1] ?? 'root';
  return Object.hasOwn(plan.steps, stepId) && plan.steps[stepId]?.level === container;
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

function isAmong(kept: readonly StoryRow[], message: MessageRow): boolean {
  return kept.some(({ scope, stepId, visit }) => scope === message.scope && stepId === message.stepId && visit === message.visit);
}

export const restartFrom = memberProcedure
  .input(RestartRun)
  .output(Restarted)
  .mutation(({ ctx, input }) => restartRun(ctx, input));
