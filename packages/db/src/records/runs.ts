import type { Text } from '@noi/events';
import type { HoldKey, RunOutcome, StepError, StepId, StepRecord, StepRunState, Token } from '@noi/flow';
import type { FoundRuns, RunSearch } from './runSearch.ts';

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

export interface RunRepository {
  list(key: { workspaceId: string; flowId?: string; state?: RunState; before?: string; limit: number }): Promise<readonly ListedRun[]>;
  /** One page of the runs that a filter means. */
  search(request: RunSearch): Promise<FoundRuns>;
  get(key: { workspaceId: string; id: string }): Promise<ListedRun | null>;
  stepRuns(key: { workspaceId: string; runId: string }): Promise<readonly StepRunRow[]>;
  /** Group commit: the interpreter's records, and the run's own state when they end or suspend it. Later states of a step run are never turned back. */
  record(entry: {
    workspaceId: string;
    runId: string;
    records: readonly StepRecord[];
    state?: 'running' | 'waiting';
    outcome?: RunOutcome;
    /** The workflow that tells it: what it says of runs that another one hosts by now does not count. */
    workflowId?: string;
    at: Date;
  }): Promise<void>;
  /**
   * Group commit: opens a try of an effect step; returns the step run as it stood, so that a finished one is answered from its checkpoint.
   * One that the interpreter only announced, with no try opened, counts as new (`null`).
   */
  beginStep(entry: StepRunKey & { flowId: string; attempt: number; input: unknown; at: Date }): Promise<{
    readonly before: StepRunRow | null;
    readonly decisions: readonly StepDecision[];
    /** Its flow is paused, as of this write. */
    readonly isPaused: boolean;
  }>;
  /** Group commit: the checkpoint. `waiting`: the try was put off before anybody was called, so it does not count as one. */
  endStep(
    entry: StepRunKey & {
      attempt: number;
      at: Date;
      input?: unknown;
      state: 'done' | 'failed' | 'skipped' | 'retrying' | 'waiting';
      output?: Readonly<Record<string, unknown>>;
      /** The step's message went out: its ledger row says so from the same commit on. */
      sent?: { readonly providerMessageId?: string };
      error?: StepError;
      reason?: Text;
      port?: string;
      until?: Date;
      /** Added to those before it. */
      decision?: StepDecision;
    },
  ): Promise<void>;
  /** Runs whose start was committed but perhaps not done (`starting`, older than `olderThan`), with their entry events, locked against other dispatchers. */
  unstarted(request: { olderThan: Date; limit: number }): Promise<readonly RunRow[]>;
  /** Those that still belong to these workflows, and whose start was not known of, are under way. */
  markStarted(runs: readonly { workspaceId: string; id: string; workflowId: string }[]): Promise<void>;
}
