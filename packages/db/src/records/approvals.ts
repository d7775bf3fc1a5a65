import type { Text } from '@noi/events';
import type { ApprovalVote, Awaited, StepId, Token } from '@noi/flow';
import type { RunState } from './runRows.ts';
import type { WaitKey } from './waits.ts';

export interface ApprovalVoteRow extends ApprovalVote {
  readonly comment: string | null;
  readonly at: Date;
}

/** `over`: the step waits no longer, and nobody decided it: its time was up, or the run ended. */
export type ApprovalState = 'open' | 'approved' | 'rejected' | 'over';

/** A question of a run, with what people said so far. */
export interface ApprovalRow extends WaitKey {
  readonly flowId: string;
  readonly flowName: string;
  readonly stepId: StepId;
  readonly token: Token;
  readonly asked: Extract<Awaited, { kind: 'approval' }>;
  /** Those who may answer now: the ones named, else every member of the shop. Lower case. */
  readonly approvers: readonly string[];
  readonly state: ApprovalState;
  readonly subject: string | null;
  readonly customer: string | null;
  readonly runState: RunState;
  /** When the step stops waiting by itself. */
  readonly until: Date | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  /** Whom a letter could not reach, and why. */
  readonly unreached: readonly { readonly email: string; readonly problem: Text }[];
  /** Oldest first. */
  readonly votes: readonly ApprovalVoteRow[];
}

/** `stranger`: not one of those who are asked. `over`: it was decided, or waits no longer, before this vote. */
export type VoteAnswer = { readonly outcome: 'taken'; readonly state: ApprovalState } | { readonly outcome: 'stranger' | 'over' | 'unknown' };

/** A mail that is to go out now about an open question. */
export interface DueNotice extends ApprovalRow {
  /** 0 for the first, then one for each reminder. */
  readonly nr: number;
  /** Those who have not been written to under this number yet and have not answered. */
  readonly to: readonly string[];
}

/** Questions that runs ask people. */
export interface ApprovalRepository {
  /** Open ones oldest first, else those that are over, latest first. */
  list(request: { workspaceId: string; isOpen: boolean; runId?: string; limit: number }): Promise<readonly ApprovalRow[]>;
  get(key: WaitKey): Promise<ApprovalRow | null>;
  /**
   * Takes a vote, or changes the one this person gave. Votes of one question go one after the other; the one that decides it also answers the run's
   * wait, in the same transaction.
   */
  vote(vote: WaitKey & { email: string; decision: ApprovalVote['decision']; comment: string | null; at: Date }): Promise<VoteAnswer>;
  /** Questions of which people must be told now, leased to the caller until `leasedUntil`. */
  takeDue(request: { now: Date; leasedUntil: Date; limit: number }): Promise<readonly DueNotice[]>;
  /** One mail is out, or cannot go. `next` with the last one of its number: when the next reminder is due, or `null` for never. */
  noteMail(mail: WaitKey & { nr: number; email: string; at: Date; problem?: Text; next?: Date | null }): Promise<void>;
  /** Nobody is to be told now; the next time is `next`, or never. */
  endNotice(key: WaitKey & { next: Date | null }): Promise<void>;
  /** Keeps a link by which this person may answer; `hash` is all that is kept of its secret. */
  addLink(link: WaitKey & { email: string; hash: string; at: Date }): Promise<void>;
  /** Whose link it is, for which question. */
  findLink(hash: string): Promise<(WaitKey & { readonly email: string }) | null>;
  /** Calls back when a question or a call of a flow was opened, or a called run ended (`LISTEN/NOTIFY`). */
  onAsked(listener: () => void): Promise<() => Promise<void>>;
}
