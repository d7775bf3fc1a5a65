import type { RunFilter } from '@noi/db';
import { AppError } from '@noi/errors';
import { customerKey, orderKey, StepId } from '@noi/flow';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { Id, IsoTime, StepError } from '../trpc/wire.ts';
import { Period, periodStart } from './period.ts';
import { RunState } from './runViews.ts';

/** Which runs are meant, as the address of the list has it; all that is said must hold. */
export const RunFilterInput = z.object({
  flowId: Id.optional(),
  /** Of the flow that is named. */
  version: z.coerce.number().int().positive().optional(),
  state: RunState.optional(),
  /** A phone number, an order's code, or part of a customer's name. */
  find: z.string().trim().min(1).max(120).optional(),
  stepId: StepId.optional(),
  outcome: z.enum(['waiting', 'passed', 'failed', 'dropped']).optional(),
  /** The way by which the step was left. */
  port: z.string().max(120).optional(),
  /** An error group, as the list of causes names it. */
  failedStep: z.string().max(120).optional(),
  errorKind: StepError.shape.kind.optional(),
  cause: z.string().max(64).optional(),
  /** Runs that began in the last hours or days, or between two times. */
  period: Period.optional(),
  from: IsoTime.optional(),
  to: IsoTime.optional(),
});
export type RunFilterInput = z.infer<typeof RunFilterInput>;

/** The same as the records are asked for it. */
export async function readFilter(ctx: MemberContext, input: RunFilterInput): Promise<RunFilter> {
  const { flowId, state, stepId, outcome, port, failedStep, errorKind, cause, period, to } = input;
  const versionId = await versionOf(ctx, input);
  const from = input.from !== undefined ? new Date(input.from) : period && periodStart(period, ctx.services.now());
  return {
    ...(flowId !== undefined && { flowId }),
    ...(versionId !== undefined && { versionId }),
    ...(state !== undefined && { state }),
    ...(input.find !== undefined && whom(input.find)),
    ...(stepId !== undefined && { step: { stepId, ...(outcome && { outcome }), ...(port !== undefined && { port }) } }),
    ...(errorKind !== undefined && cause !== undefined && { cause: { stepId: failedStep ?? '', errorKind, cause } }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to: new Date(to) }),
  };
}

async function versionOf(ctx: MemberContext, { flowId, version }: RunFilterInput): Promise<string | undefined> {
  if (flowId === undefined || version === undefined) return undefined;
  const versions = await ctx.services.db.flows.versions({ workspaceId: ctx.member.workspaceId, id: flowId });
  const found = versions.find(({ number }) => number === version);
  if (found === undefined) throw new AppError('not_found', { message: 'No such version', version });
  return found.id;
}

/** What people type to find somebody: a number that can be called, else something with digits is an order's code, else a name. */
export function whom(text: string): Pick<RunFilter, 'about' | 'name'> {
  const phone = customerKey(text);
  if (phone !== null) return { about: [phone] };
  const order = /\d/.test(text) ? orderKey(text) : null;
  return order === null ? { name: plain(text) } : { about: [order] };
}

/** Lower case, without marks: as names are compared. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().trim();
}
