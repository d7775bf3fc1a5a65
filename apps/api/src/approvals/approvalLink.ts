import { createHash } from 'node:crypto';
import type { ApprovalRow } from '@noi/db';
import { AppError } from '@noi/errors';
import { z } from 'zod';
import type { Services } from '../services/Services.ts';
import { publicProcedure } from '../trpc/init.ts';
import { ApprovalView } from './approvalViews.ts';
import { takeVote, Words } from './voteOnApproval.ts';

const Secret = z.string().min(20).max(200);

/** The question as the reader of a letter sees it: what is asked and how it stands, nothing that leads further into the shop. */
const LinkedApproval = ApprovalView.pick({
  question: true,
  flowName: true,
  subject: true,
  customer: true,
  state: true,
  needed: true,
  canVeto: true,
  myDecision: true,
  until: true,
  askedAt: true,
}).extend({ email: z.string(), shopName: z.string(), agreed: z.number() });

/** Opens a letter's link; looking at it changes nothing. */
export const linkedApproval = publicProcedure
  .input(z.object({ secret: Secret }))
  .output(LinkedApproval)
  .query(async ({ ctx, input }) => {
    const { email, row } = await findLinked(ctx.services, input.secret);
    const shop = await ctx.services.db.workspaces.get(row.workspaceId);
    const { flowName, subject, customer, state, asked, votes, approvers, until, createdAt, runState } = row;
    const isOver = state === 'open' && ['done', 'failed', 'stopped'].includes(runState);
    return {
      ...{ email, flowName, subject, customer, shopName: shop?.name ?? '' },
      state: isOver ? ('over' as const) : state,
      question: asked.question,
      needed: Math.min(asked.needed, Math.max(approvers.length, 1)),
      canVeto: asked.canVeto,
      agreed: votes.filter(({ decision }) => decision === 'approve').length,
      myDecision: votes.find((vote) => vote.email === email)?.decision ?? null,
      until: until?.toISOString() ?? null,
      askedAt: createdAt.toISOString(),
    };
  });

/** The answer of a letter's reader. */
export const voteByLink = publicProcedure
  .input(Words.extend({ secret: Secret }))
  .output(ApprovalView.pick({ state: true }))
  .mutation(async ({ ctx, input: { secret, decision, comment } }) => {
    const { email, row } = await findLinked(ctx.services, secret);
    const { workspaceId, runId, token } = row;
    return await takeVote(ctx.services, { workspaceId, runId, token, email, decision, comment });
  });

async function findLinked({ db }: Services, secret: string): Promise<{ email: string; row: ApprovalRow }> {
  const link = await db.approvals.findLink(createHash('sha256').update(secret).digest('hex'));
  const row = link && (await db.approvals.get(link));
  if (!link || !row) throw new AppError('not_found', { message: 'No such link' });
  return { email: link.email, row };
}
