import type { Text } from '@noi/events';
import type { StepError, StepId } from '@noi/flow';
import type { NewRestart } from './restarts.ts';

/** What failures have in common. `cause` tells those of one kind at one step apart; it is no more than a name. */
export interface FailureCause {
  readonly flowId: string;
  /** Empty where the run failed before its first step. */
  readonly stepId: StepId | '';
  readonly errorKind: StepError['kind'];
  readonly cause: string;
}

/** Failed runs of one cause that nobody took up again. */
export interface FailureGroup extends FailureCause {
  readonly flowName: string;
  /** As the flow names it. */
  readonly stepTitle: Text | null;
  /** The latest one's. */
  readonly error: StepError;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** Newest first: some of them, to look at. */
  readonly runIds: readonly string[];
}

export interface RetryCounts {
  readonly pending: number;
  /** Under way. */
  readonly asked: number;
  readonly through: number;
  readonly failed: number;
  /** Not done again, for a reason. */
  readonly left: number;
}

export type RetryState = 'trying' | 'running' | 'done' | 'stopped';

/** One “retry all”. */
export interface RetryBatch extends FailureCause {
  readonly id: string;
  readonly workspaceId: string;
  readonly flowName: string;
  readonly stepTitle: Text | null;
  readonly error: StepError;
  readonly version: 'same' | 'live';
  readonly resendUnknown: boolean;
  /** How many go first. */
  readonly firstCount: number;
  readonly total: number;
  readonly state: RetryState;
  readonly stoppedBy: 'person' | 'failures' | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly counts: RetryCounts;
}

export interface NewRetry extends FailureCause {
  readonly workspaceId: string;
  readonly version: 'same' | 'live';
  readonly resendUnknown: boolean;
  readonly firstCount: number;
  readonly createdBy: string | null;
  readonly at: Date;
}

export interface RetryItem {
  readonly nr: number;
  readonly runId: string;
}

interface BatchKey {
  readonly workspaceId: string;
  readonly id: string;
}

/** Failed runs by cause, and what is done again of them together. A failed run that was restarted counts no more; its restart does. */
export interface RetryRepository {
  /** The cause that struck last first, among the newest 5 000 failed runs. Runs whose data was pruned, and those that a flow called, are none of them. */
  groups(request: { workspaceId: string; flowId?: string; limit: number }): Promise<readonly FailureGroup[]>;
  /** Takes all failed runs of the cause. One that goes on already is given instead; `null` when no run failed so. */
  create(retry: NewRetry): Promise<{ readonly id: string; readonly isNew: boolean } | null>;
  /** Newest first; with `since`, those that go on or ended after it. */
  list(request: { workspaceId: string; since?: Date; limit: number }): Promise<readonly RetryBatch[]>;
  get(key: BatchKey): Promise<RetryBatch | null>;
  /** Items that are not done again, and why. */
  left(request: BatchKey & { limit: number }): Promise<readonly { readonly runId: string; readonly reason: Text }[]>;
  /** Begins no more of them; those under way go on. `false` when it has ended. */
  stop(key: BatchKey & { at: Date }): Promise<boolean>;
  /** A batch that is due, leased to the caller, after a look at what became of its runs; `null` when none is. */
  take(request: { now: Date; leaseMs: number }): Promise<RetryBatch | null>;
  /** Those to begin next, in order. */
  pending(key: BatchKey & { limit: number }): Promise<readonly RetryItem[]>;
  /** Makes the new run and notes it, together. `false` when somebody else took the run up. */
  begin(key: BatchKey & { nr: number; restart: NewRestart }): Promise<boolean>;
  /** It is not done again; nothing happens when the batch has ended. */
  leave(key: BatchKey & { nr: number; reason: Text }): Promise<void>;
  /** What follows from a look; nothing happens to one that was stopped meanwhile. */
  advance(key: BatchKey & { state: RetryState; nextAt: Date; at: Date }): Promise<void>;
  nextAt(): Promise<Date | null>;
}
