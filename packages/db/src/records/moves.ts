import type { Plan, RunData, RunState, StepRecord, StoryRow, Token } from '@noi/flow';
import type { RunRow } from './runRows.ts';

/** An unfinished run of a former version, with its story so far. */
export interface StandingRun {
  readonly id: string;
  readonly planHash: string;
  readonly trigger: RunData['trigger'];
  readonly rows: readonly StoryRow[];
}

/** Where the unfinished runs of a flow's former versions stand. */
export interface Standing {
  /** All of them, wherever they are. */
  readonly total: number;
  /** How many stand at each step; one that stands at several counts at each, one that waits for its turn at the trigger. */
  readonly steps: readonly { readonly stepId: string; readonly runs: number }[];
  /** All of them, or as many as were asked for, oldest first. Those that wait for their turn are left out. */
  readonly runs: readonly StandingRun[];
}

/** How far the runs of one publish are. */
export interface MoveProgress {
  readonly id: string;
  readonly versionId: string;
  readonly total: number;
  readonly done: number;
  /** Of those that are done: they kept their version, since they had come to another step, or to their end, when it was their turn. */
  readonly kept: number;
  /** Until then it can be called off. */
  readonly startsAt: Date;
  readonly state: 'planned' | 'moving' | 'done' | 'cancelled';
}

/** A run whose host is to be told. */
export interface AskedMove {
  readonly action: 'move' | 'cancel';
  readonly run: RunRow;
}

/** Where a run is to go. */
export interface MoveTarget {
  readonly batchId: string;
  readonly versionId: string;
  readonly planHash: string;
}

/** A change of version that a run went through. */
export interface RunMove {
  /** The number of the version that it came to. */
  readonly version: number;
  readonly at: Date;
}

/** A run as it is to go on. */
export interface HandedRun {
  readonly runId: string;
  readonly target: MoveTarget;
  readonly plan: Pick<Plan, 'hash' | 'engine'>;
  readonly carry: RunState;
  /** What it still waits for; everything else that it waited for is closed. */
  readonly tokens: readonly Token[];
  readonly records: readonly StepRecord[];
}

/** Runs under way that go from one version of their flow to another. Where they go on from is `restarts.carries`. */
export interface MoveRepository {
  /** The flow's unfinished runs that walk another plan than this one. */
  standing(key: { workspaceId: string; flowId: string; planHash: string | null; limit: number }): Promise<Standing>;
  /** The latest batch of a flow, if there was one. */
  latest(key: { workspaceId: string; flowId: string; at: Date }): Promise<MoveProgress | null>;
  /** Calls the batch off; `false` when it began already. */
  cancel(key: { workspaceId: string; id: string; at: Date }): Promise<boolean>;
  /** A run that is to move is to end instead. */
  endInstead(key: { workspaceId: string; runId: string }): Promise<void>;
  /** Ticks off what is over, changes queued runs, which nobody hosts, on the spot, and closes batches that are through. `false`: there is nothing to do. */
  settle(at: Date): Promise<boolean>;
  /**
   * Runs of batches that are due and not told since `askedBefore`, leased to the caller. What becomes of each is chosen anew by the step at which it stands
   * now; one that has come to a step for which nothing was chosen keeps its version and is ticked off.
   */
  claim(request: { at: Date; askedBefore: Date; limit: number }): Promise<readonly AskedMove[]>;
  /** Where these runs are to go; those that are to go nowhere, or not yet, are left out. */
  targets(key: { workspaceId: string; runIds: readonly string[]; at: Date }): Promise<ReadonlyMap<string, MoveTarget>>;
  /** The versions that a run was moved to, oldest first. */
  of(key: { workspaceId: string; runId: string }): Promise<readonly RunMove[]>;
  /**
   * Hands runs of one workflow over to a host of their own on the new plan: versions, plans, states, waits and stories change together. Gives back those
   * that stay with the workflow, since their move was called off or begins later; one that it hosts no more, because this or something else happened to it before, is left
   * as it is and stays with nobody.
   */
  handOver(request: { workspaceId: string; workflowId: string; runs: readonly HandedRun[]; at: Date }): Promise<readonly string[]>;
}
