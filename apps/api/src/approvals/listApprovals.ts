import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';
import { ApprovalView, toApprovalView } from './approvalViews.ts';

const MOST_SHOWN = 200;

/** Questions of the shop's runs: those that are open, those of them that wait for the asking person, or those that are over. */
export const listApprovals = memberProcedure
  .input(z.object({ state: z.enum(['open', 'mine', 'done']), runId: Id.optional() }))
  .output(z.array(ApprovalView))
  .query(async ({ ctx, input }) => {
    const { workspaceId } = ctx.member;
    const rows = await ctx.services.db.approvals.list({
      ...{ workspaceId, isOpen: input.state !== 'done', limit: MOST_SHOWN },
      ...(input.runId && { runId: input.runId }),
    });
    const views = rows.map((row) => toApprovalView(row, ctx));
    return input.state === 'mine' ? views.filter(({ isMine, myDecision }) => isMine && myDecision === null) : views;
  });
