import { AppError } from '@noi/errors';
import { z } from 'zod';
import { requireFlow } from '../flows/requireFlow.ts';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, Ok, ok } from '../trpc/wire.ts';
import { BacktestView, backtestView } from './backtestViews.ts';

/** How far it is, and its reports once it is done. */
export async function readBacktest(ctx: MemberContext, id: string): Promise<z.input<typeof BacktestView>> {
  const row = await ctx.services.db.backtests.get({ workspaceId: ctx.member.workspaceId, id });
  if (!row) throw new AppError('not_found', { message: 'No such backtest', id });
  return backtestView(row);
}

export const getBacktest = memberProcedure
  .input(z.object({ id: Id }))
  .output(BacktestView)
  .query(({ ctx, input }) => readBacktest(ctx, input.id));

/** The flow's last one; null when there is none. */
export const latestBacktest = memberProcedure
  .input(z.object({ flowId: Id }))
  .output(BacktestView.nullable())
  .query(async ({ ctx, input }) => {
    const flow = await requireFlow(ctx, input.flowId);
    const row = await ctx.services.db.backtests.latest({ workspaceId: flow.workspaceId, flowId: flow.id });
    return row && backtestView(row);
  });

/** Ends one that is under way; one that is over stays as it is. */
export async function endBacktest(ctx: MemberContext, id: string): Promise<z.infer<typeof Ok>> {
  await readBacktest(ctx, id);
  await ctx.services.db.backtests.cancel({ workspaceId: ctx.member.workspaceId, id }, ctx.services.now());
  return ok;
}

export const cancelBacktest = memberProcedure
  .input(z.object({ id: Id }))
  .output(Ok)
  .mutation(({ ctx, input }) => endBacktest(ctx, input.id));
