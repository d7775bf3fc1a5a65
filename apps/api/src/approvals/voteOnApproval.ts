import { AppError } from '@noi/errors';
import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';

const Vote = z.object({
  runId: Id,
  token: z.string().max(1_000),
  decision: z.enum(['approve', 'reject']),
  comment: z.string().trim().max(2_000).optional(),
});

/** A person says yes or no. `over` when others decided before, or the time was up. */
export const voteOnApproval = memberProcedure
  .input(Vote)
  .output(z.object({ state: z.enum(['open', 'approved', 'rejected', 'over']) }))
  .mutation(async ({ ctx, input }) => {
    const { workspaceId, email } = ctx.member;
    if (email === null) throw new AppError('forbidden', { message: 'Only a person may approve, no key' });
    const { runId, token, decision, comment } = input;
    const at = ctx.services.now();
    const answer = await ctx.services.db.approvals.vote({ workspaceId, runId, token, email, decision, comment: comment || null, at });
    switch (answer.outcome) {
      case 'taken':
        return { state: answer.state };
      case 'over':
        return { state: 'over' };
      case 'stranger':
        throw new AppError('forbidden', { message: 'This question is for others' });
      case 'unknown':
        throw new AppError('not_found', { message: 'No such question' });
    }
  });
