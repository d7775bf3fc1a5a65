import type { Text } from '@noi/events';
import type { RunOutcome, StepError, StepRecord } from '@noi/flow';
import type { ListedRun, RunRow, RunState, StepDecision, StepRunKey, StepRunRow } from './runRows.ts';
import type { FoundRuns, RunSearch } from './runSearch.ts';

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
      /** Nobody knows what became of the step's message: the same, where its row does not know better already. */
      unknown?: StepError;
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
