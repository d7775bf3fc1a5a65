import { AppError } from '@noi/errors';
import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';
import { ApprovalView, toApprovalView } from './approvalViews.ts';

export const getApproval = memberProcedure
  .input(z.object({ runId: Id, token: z.string().max(1_000) }))
  .output(ApprovalView)
  .query(async ({ ctx, input }) => {
    const row = await ctx.services.db.approvals.get({ workspaceId: ctx.member.workspaceId, ...input });
    if (!row) throw new AppError('not_found', { message: 'No such question' });
    return toApprovalView(row, ctx);
  });
