import type { StepId } from '@noi/flow';

export interface StepCountRequest {
  readonly workspaceId: string;
  readonly flowId: string;
  /** Without it, of all versions. */
  readonly versionId?: string;
  /** Runs that began in this hour (UTC) or later. */
  readonly from: Date;
}

/** Runs, or rather visits, that left a step in one way. */
export interface StepExit {
  readonly stepId: StepId;
  readonly state: 'done' | 'failed' | 'skipped' | 'stopped';
  /** The way out; empty where there is none. */
  readonly port: string;
  readonly count: number;
}

export interface FlowCounts {
  readonly exits: readonly StepExit[];
  /** Steps that are waiting, or between two tries, at this moment, whenever their run began. */
  readonly waiting: readonly { readonly stepId: StepId; readonly count: number }[];
  /** Ended runs; those that reached the goal are not in `stopped`. */
  readonly ends: { readonly done: number; readonly failed: number; readonly stopped: number; readonly goal: number };
  /** More runs are under way than were looked at for `waiting`. */
  readonly isCut: boolean;
}

export interface StepCountRepository {
  /** How the steps of a flow were left by its runs, and where runs wait. */
  read(request: StepCountRequest): Promise<FlowCounts>;
}
