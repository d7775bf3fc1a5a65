import type { MatchKey, StepId } from '@noi/flow';
import type { FailureCause } from './retries.ts';
import type { ListedRun, RunState } from './runRows.ts';

/** How a run stands at a step, or left it; `port`: it left by this way. */
export interface StepFilter {
  readonly stepId: StepId;
  readonly outcome?: 'waiting' | 'passed' | 'failed' | 'dropped';
  readonly port?: string;
}

/** Which runs are meant. All that is said must hold. */
export interface RunFilter {
  readonly flowId?: string;
  readonly versionId?: string;
  readonly state?: RunState;
  /** Only those that have not ended. */
  readonly isOpen?: true;
  /** About one of these. */
  readonly about?: readonly MatchKey[];
  /** Part of the customer's name: lower case, without marks. */
  readonly name?: string;
  readonly step?: StepFilter;
  readonly cause?: Omit<FailureCause, 'flowId'>;
  /** Begun then or later, and before. */
  readonly from?: Date;
  readonly to?: Date;
  readonly ids?: readonly string[];
}

export interface RunSearch {
  readonly workspaceId: string;
  readonly filter: RunFilter;
  /** Only runs that are older than this one. */
  readonly before?: string;
  readonly limit: number;
}

export interface FoundRuns {
  /** Newest first. */
  readonly runs: readonly ListedRun[];
  /** Goes in as `before` to look further; null at the end. There may be more although few were found: one search looks at a bounded number of runs. */
  readonly next: string | null;
}
