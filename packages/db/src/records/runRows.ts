import type { Text } from '@noi/events';
import type { HoldKey, StepError, StepId, StepRunState, Token } from '@noi/flow';

/** `queued` waits for its turn behind other runs of its flow. */
export type RunState = 'queued' | 'starting' | 'running' | 'waiting' | 'done' | 'failed' | 'stopped';

export interface RunRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly flowId: string;
  readonly versionId: string;
  readonly planHash: string;
  readonly engine: number;
  readonly workflowId: string;
  readonly eventId: string;
  readonly state: RunState;
  readonly subject: string | null;
  readonly customer: string | null;
  readonly error: StepError | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}

/** One thing that was decided about a step before its provider was called. Times are ISO 8601. */
export interface StepDecision {
  readonly at: string;
  readonly outcome: 'send' | 'delay' | 'skip' | 'refuse' | 'hold';
  readonly reason?: Text;
  /** Of a delay. */
  readonly until?: string;
  /** Of a hold. */
  readonly key?: HoldKey;
  /** The request that was answered so: a repeat of it gets the same answer. */
  readonly token: Token;
  /** A delay until the turn that was given to this step, which it need not ask for again. */
  readonly hasTurn?: true;
  /** A call that began then, as ISO 8601, may have been made although nobody holds its end: that is found out before there is another. */
  readonly doubtSince?: string;
}

export interface StepRunRow {
  readonly runId: string;
  readonly scope: string;
  readonly stepId: StepId;
  readonly visit: number;
  readonly attempt: number;
  readonly state: StepRunState;
  readonly input: unknown;
  readonly output: Readonly<Record<string, unknown>> | null;
  readonly error: StepError | null;
  readonly reason: Text | null;
  readonly port: string | null;
  readonly attempts: readonly { readonly attempt: number; readonly startedAt: string; readonly endedAt: string | null; readonly error?: StepError }[];
  /** Oldest first; of many, the first and the latest. */
  readonly decisions: readonly StepDecision[];
  readonly waitUntil: Date | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}

export interface StepRunKey {
  readonly workspaceId: string;
  readonly runId: string;
  readonly scope: string;
  readonly stepId: StepId;
  readonly visit: number;
}

/** A run as lists and its own page show it. */
export interface ListedRun extends RunRow {
  readonly flowName: string;
  readonly version: number;
  /** The open wait or back-off that ends first, while the run is not over. */
  readonly waiting: { readonly stepId: StepId; readonly until: Date | null } | null;
  /** When the data of its steps went, by age. */
  readonly prunedAt: Date | null;
}
