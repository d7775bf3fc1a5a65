import type { ApprovalRow } from '@noi/db';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { IsoTime, iso, isoOrNull, Text } from '../trpc/wire.ts';

/** A question of a run, as people see it. */
export const ApprovalView = z.object({
  runId: z.string(),
  token: z.string(),
  stepId: z.string(),
  flowId: z.string(),
  flowName: z.string(),
  question: z.string(),
  /** The order or other thing that the run is about. */
  subject: z.string().nullable(),
  customer: z.string().nullable(),
  state: z.enum(['open', 'approved', 'rejected', 'over']),
  needed: z.number(),
  canVeto: z.boolean(),
  approvers: z.array(z.string()),
  /** Whom a letter could not reach, and why. */
  unreached: z.array(z.object({ email: z.string(), problem: Text })),
  votes: z.array(z.object({ email: z.string(), decision: z.enum(['approve', 'reject']), comment: z.string().nullable(), at: IsoTime })),
  /** Whether the asking person may answer, and what they said. */
  isMine: z.boolean(),
  myDecision: z.enum(['approve', 'reject']).nullable(),
  until: IsoTime.nullable(),
  askedAt: IsoTime,
  endedAt: IsoTime.nullable(),
});
export type ApprovalView = z.infer<typeof ApprovalView>;

export function toApprovalView(row: ApprovalRow, { member }: MemberContext): ApprovalView {
  const { runId, token, stepId, flowId, flowName, asked, subject, customer, state, approvers, votes } = row;
  const me = member.email?.toLowerCase();
  return {
    ...{ runId, token, stepId, flowId, flowName, subject, customer, state },
    question: asked.question,
    needed: Math.min(asked.needed, Math.max(approvers.length, 1)),
    canVeto: asked.canVeto,
    approvers: [...approvers],
    unreached: [...row.unreached],
    votes: votes.map((vote) => ({ ...vote, at: iso(vote.at) })),
    isMine: me !== undefined && approvers.includes(me),
    myDecision: votes.find(({ email }) => email === me)?.decision ?? null,
    until: isoOrNull(row.until),
    askedAt: iso(row.createdAt),
    endedAt: isoOrNull(row.endedAt),
  };
}
