import type { FailureGroup, RetryBatch } from '@noi/db';
import { AppError } from '@noi/errors';
import { blameOf } from '@noi/flow';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, IsoTime, iso, isoOrNull, Ok, ok, StepError, Text } from '../trpc/wire.ts';

/** What failed runs have in common; `cause` is a name to give back. */
const Cause = z.object({ flowId: Id, stepId: z.string(), errorKind: StepError.shape.kind, cause: z.string().max(64) });

const Failure = Cause.extend({
  flowName: z.string(),
  /** As the flow names the step. */
  stepTitle: Text.nullable(),
  blame: z.enum(['shop', 'provider', 'us']),
  /** The latest one's words. */
  problem: Text,
});

const FailureGroupView = Failure.extend({ count: z.number(), firstAt: IsoTime, lastAt: IsoTime, runIds: z.array(z.string()) });

export const RetryView = Failure.extend({
  id: z.string(),
  /** `trying`: the first few. */
  state: z.enum(['trying', 'running', 'done', 'stopped']),
  /** `failures`: what was to be mended is not. */
  stoppedBy: z.enum(['person', 'failures']).nullable(),
  firstCount: z.number(),
  total: z.number(),
  /** `asked` are under way; `through` got beyond the step that had failed; `left` were not done again, for a reason. */
  counts: z.object({ pending: z.number(), asked: z.number(), through: z.number(), failed: z.number(), left: z.number() }),
  left: z.array(z.object({ runId: z.string(), reason: Text })),
  createdAt: IsoTime,
  endedAt: IsoTime.nullable(),
});

export const ListFailures = z.object({ flowId: Id.optional() });
export const Failures = z.object({
  groups: z.array(FailureGroupView),
  /** Under way, or ended in the last day; newest first. */
  retries: z.array(RetryView),
});

/** Failed runs by cause, and what is being done about them. */
export async function readFailures(ctx: MemberContext, { flowId }: z.infer<typeof ListFailures>): Promise<z.infer<typeof Failures>> {
  const { db, now } = ctx.services;
  const { workspaceId } = ctx.member;
  const since = new Date(now().getTime() - dayMs);
  const [groups, retries] = await Promise.all([
    db.retries.groups({ workspaceId, limit: mostGroups, ...(flowId === undefined ? {} : { flowId }) }),
    db.retries.list({ workspaceId, since, limit: mostRetries }),
  ]);
  const shown = retries.filter((retry) => flowId === undefined || retry.flowId === flowId);
  return { groups: groups.map(toGroupView), retries: await Promise.all(shown.map((retry) => toRetryView(ctx, retry))) };
}

const dayMs = 86_400_000;
const mostGroups = 50;
const mostRetries = 20;
const mostLeft = 20;

export const RetryFailures = Cause.extend({
  /** `live`: the version that is published now; without a word, that one where there is one. */
  version: z.enum(['same', 'live']).optional(),
  /** How many go first, alone. */
  first: z.number().int().min(1).max(50).default(3),
  /** Messages that went out, or may have, are sent once more; without it, such runs are left out. */
  resendUnknown: z.boolean().default(false),
});
export const Retrying = z.object({ id: z.string(), isNew: z.boolean() });

/** Does all failed runs of a cause again from the step that failed: a few first, the rest when these got through. One at a time for each cause. */
export async function retryFailures(ctx: MemberContext, request: z.infer<typeof RetryFailures>): Promise<z.infer<typeof Retrying>> {
  const { db, now } = ctx.services;
  const { workspaceId } = ctx.member;
  const { first, resendUnknown, version, ...cause } = request;
  const flow = await db.flows.get({ workspaceId, id: cause.flowId });
  const isLive = flow !== null && flow.liveVersionId !== null;
  if (version === 'live' && !isLive) throw new AppError('flow_not_live', { message: 'The flow has no live version' });
  const retry = { workspaceId, ...cause, version: version ?? (isLive ? 'live' : 'same'), resendUnknown, firstCount: first, createdBy: ctx.member.userId };
  const made = await db.retries.create({ ...retry, at: now() });
  if (made === null) throw new AppError('not_found', { message: 'No failed run of this cause is left to be done again' });
  return made;
}

/** How far one “retry all” is. */
export async function readRetry(ctx: MemberContext, id: string): Promise<z.infer<typeof RetryView>> {
  const retry = await ctx.services.db.retries.get({ workspaceId: ctx.member.workspaceId, id });
  if (retry === null) throw new AppError('not_found', { message: 'No such retry', id });
  return await toRetryView(ctx, retry);
}

/** Begins no more of them; those under way go on. */
export async function endRetry(ctx: MemberContext, id: string): Promise<z.infer<typeof Ok>> {
  const { db, now } = ctx.services;
  const { workspaceId } = ctx.member;
  if (!(await db.retries.stop({ workspaceId, id, at: now() }))) await readRetry(ctx, id);
  return ok;
}

function toFailure({ flowId, flowName, stepId, stepTitle, errorKind, cause, error }: FailureGroup | RetryBatch): z.infer<typeof Failure> {
  return { ...{ flowId, flowName, stepId, stepTitle, errorKind, cause }, blame: blameOf(errorKind), problem: error.text };
}

function toGroupView(group: FailureGroup): z.infer<typeof FailureGroupView> {
  return { ...toFailure(group), count: group.count, firstAt: iso(group.firstAt), lastAt: iso(group.lastAt), runIds: [...group.runIds] };
}

async function toRetryView(ctx: MemberContext, retry: RetryBatch): Promise<z.infer<typeof RetryView>> {
  const { id, workspaceId, state, stoppedBy, firstCount, total, counts } = retry;
  const left = counts.left === 0 ? [] : await ctx.services.db.retries.left({ workspaceId, id, limit: mostLeft });
  return {
    ...{ ...toFailure(retry), id, state, stoppedBy, firstCount, total, counts, left: [...left] },
    ...{ createdAt: iso(retry.createdAt), endedAt: isoOrNull(retry.endedAt) },
  };
}

export const failures = memberProcedure
  .input(ListFailures)
  .output(Failures)
  .query(({ ctx, input }) => readFailures(ctx, input));

export const retryAll = memberProcedure
  .input(RetryFailures)
  .output(Retrying)
  .mutation(({ ctx, input }) => retryFailures(ctx, input));

export const stopRetry = memberProcedure
  .input(z.object({ id: Id }))
  .output(Ok)
  .mutation(({ ctx, input }) => endRetry(ctx, input.id));
