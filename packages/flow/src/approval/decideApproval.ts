/** What people are asked: how many must agree, and whether one refusal is enough. */
export interface ApprovalQuestion {
  /** How many must agree; more than there are people means all of them. */
  readonly needed: number;
  readonly canVeto: boolean;
  /** Email addresses of all who may answer. Where the step names nobody, these are the members of the shop. */
  readonly approvers: readonly string[];
}

/** What one person said. */
export interface ApprovalVote {
  readonly email: string;
  readonly decision: 'approve' | 'reject';
}

export type ApprovalDecision = 'approved' | 'rejected' | 'open';

/**
 * How a question stands. Each approver counts once, by the last of their votes; the votes of others do not count. It is `rejected` as soon as so many
 * refused that the rest could not agree any more, or at the first refusal where that is a veto.
 */
export function decideApproval({ needed, canVeto, approvers }: ApprovalQuestion, votes: readonly ApprovalVote[]): ApprovalDecision {
  const people = new Set(approvers.map(sameAddress));
  if (people.size === 0) return 'open';
  const said = new Map(votes.map(({ email, decision }) => [sameAddress(email), decision] as const).filter(([email]) => people.has(email)));
  const agreed = [...said.values()].filter((decision) => decision === 'approve').length;
  const refused = said.size - agreed;
  const wanted = Math.min(Math.max(1, Math.ceil(needed)), people.size);

  if (canVeto && refused > 0) return 'rejected';
  if (agreed >= wanted) return 'approved';
  return people.size - refused < wanted ? 'rejected' : 'open';
}

/** Addresses are compared without case and blanks around them. */
export function sameAddress(email: string): string {
  return email.trim().toLowerCase();
}
