import type { Plan, RunState, StepPlace, StoryRow } from '@noi/flow';
import type { RunRow, StepRunRow } from './runRows.ts';

/** All that the state of a run is made from again. */
export interface RunStory {
  readonly run: RunRow;
  readonly prunedAt: Date | null;
  /** The version that is to be walked; `null` when there is none, or its plan is gone. */
  readonly version: { readonly id: string; readonly plan: Plan } | null;
  /** What the run began with; `null` when its event is gone: nothing can be begun with it again. */
  readonly trigger: Readonly<Record<string, unknown>> | null;
  readonly rows: readonly StepRunRow[];
  /** Input that was given by hand. */
  readonly edits: NonNullable<RunState['edits']> | null;
  readonly messages: readonly { readonly scope: string; readonly stepId: string; readonly visit: number; readonly state: string }[];
}

/** A run that goes on from a step of another one that has ended. */
export interface NewRestart {
  readonly former: Pick<RunRow, 'id' | 'workspaceId'>;
  readonly from: StepPlace;
  readonly versionId: string;
  readonly plan: Pick<Plan, 'hash' | 'engine'>;
  readonly carry: RunState;
  /** Rows of the former run that are copied, as they stand here. */
  readonly kept: readonly StoryRow[];
}

/** Runs that go on from a state that is not their beginning. */
export interface RestartRepository {
  /** With `live`, the version that is published now is the one to be walked; else the run's own. */
  story(key: { workspaceId: string; runId: string; version?: 'same' | 'live' }): Promise<RunStory | null>;
  /**
   * Records the new run as `starting`, with the rows that it goes on from; whoever sweeps up stranded starts begins it. A former run is restarted once from
   * a step: asked again, it gives the same new run. `null` when there is no such former run, it has not ended, or its data or its event was pruned.
   */
  restart(request: NewRestart): Promise<{ readonly id: string; readonly isNew: boolean } | null>;
  /** The states that runs are to go on from, by run id; those that begin with their trigger have none. */
  carries(runs: readonly { readonly workspaceId: string; readonly id: string }[]): Promise<ReadonlyMap<string, RunState>>;
  /** How a run is related to others: the one that it was restarted from, and those restarted from it, oldest first. */
  relatives(key: { workspaceId: string; runId: string }): Promise<{ readonly of: string | null; readonly as: readonly string[] }>;
}
