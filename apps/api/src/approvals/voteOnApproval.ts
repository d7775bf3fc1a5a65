import type { ApprovalRepository, ApprovalState } from '@noi/db';
import { AppError } from '@noi/errors';
import { z } from 'zod';
import type { Services } from '../services/Services.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';

/** What a person says. */
export const Words = z.object({ decision: z.enum(['approve', 'reject']), comment: z.string().trim().max(2_000).optional() });
const Vote = Words.extend({ runId: Id, token: z.string().max(1_000) });

type NewVote = Omit<Parameters<ApprovalRepository['vote']>[0], 'comment' | 'at'> & { readonly comment: string | undefined };

/** Takes a vote now; throws `forbidden` for one who is not asked. */
export async function takeVote({ db, now }: Pick<Services, 'db' | 'now'>, { comment, ...vote }: NewVote): Promise<{ state: ApprovalState }> {
  const answer = await db.approvals.vote({ ...vote, comment: comment || null, at: now() });
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
}

/** A person says yes or no. `over` when others decided before, or the time was up. */
export const voteOnApproval = memberProcedure
  .input(Vote)
  .output(z.object({ state: z.enum(['open', 'approved', 'rejected', 'over']) }))
  .mutation(async ({ ctx, input: { runId, token, decision, comment } }) => {
    const { workspaceId, email } = ctx.member;
    if (email === null) throw new AppError('forbidden', { message: 'Only a person may approve, no key' });
    return await takeVote(ctx.services, { workspaceId, runId, token, email, decision, comment });
  });
