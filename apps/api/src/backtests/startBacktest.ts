import type { FlowRow } from '@noi/db';
import type { Plan } from '@noi/flow';
import { z } from 'zod';
import { compileDraft } from '../flows/compileDraft.ts';
import { requireFlow } from '../flows/requireFlow.ts';
import { requireVersion } from '../flows/requireVersion.ts';
import { calledPlans } from '../trials/calledPlans.ts';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';
import { BacktestView, backtestView } from './backtestViews.ts';

const mostDays = 30;
const dayMs = 86_400_000;

export const StartBacktest = z.object({ id: Id, days: z.number().int().min(1).max(mostDays).default(mostDays) });

/** Begins to walk the draft, and the live version beside it, through the shop's last days. It sends nothing. Throws `flow_invalid` while there is something to mend. */
export async function startBacktest(ctx: MemberContext, { id, days }: z.infer<typeof StartBacktest>): Promise<z.input<typeof BacktestView>> {
  const { db, backtests, now } = ctx.services;
  const flow = await requireFlow(ctx, id);
  const { plan } = await compileDraft(ctx, flow, { isTrial: true });
  const livePlan = await livePlanOf(ctx, flow);
  const toAt = now();
  const row = await db.backtests.create({
    ...{ workspaceId: flow.workspaceId, flowId: id, revision: flow.revision, plan, livePlan },
    called: await calledPlans(ctx, [plan, ...(livePlan === null ? [] : [livePlan])]),
    liveVersion: flow.liveVersion,
    fromAt: new Date(toAt.getTime() - days * dayMs),
    toAt,
    createdBy: ctx.member.userId,
  });
  backtests.ring();
  return backtestView(row);
}

async function livePlanOf(ctx: MemberContext, flow: FlowRow): Promise<Plan | null> {
  if (flow.liveVersionId === null) return null;
  const { planHash } = await requireVersion(ctx, flow, flow.liveVersionId);
  return await ctx.services.db.flows.plan({ workspaceId: flow.workspaceId, hash: planHash });
}

export const startBacktestProcedure = memberProcedure
  .input(StartBacktest)
  .output(BacktestView)
  .mutation(({ ctx, input }) => startBacktest(ctx, input));
