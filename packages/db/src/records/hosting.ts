import type { RunState } from '@noi/flow';
import type { RunRow } from './runRows.ts';

/** How far the look for lost hosts has come. */
export interface HostPage {
  /** Hosts of runs that are not over, to be looked for. */
  readonly workflowIds: readonly string[];
  /** Give it to `leave` when they were seen to. */
  readonly cursor: string;
  readonly isLast: boolean;
}

/** A run that goes on in another workflow. */
export interface Rehosted {
  readonly run: Pick<RunRow, 'id' | 'workspaceId' | 'workflowId'>;
  readonly carry: RunState;
}

/** The workflows that host runs. */
export interface HostingRepository {
  /** Leases the look to the caller until `now` is beyond the lease; `null` when it is not due, or somebody else looks. */
  take(request: { now: Date; leaseMs: number; limit: number }): Promise<HostPage | null>;
  leave(at: { cursor: string; nextAt: Date }): Promise<void>;
  /** Runs that this workflow is to host and that are not over, and how often each lost its host before. Those that are `starting` or `queued` have none yet. */
  runsOf(workflowId: string): Promise<readonly { readonly run: RunRow; readonly rehosts: number }[]>;
  /**
   * Gives runs that their former workflow hosts no more to another one, together: it is started by whoever sweeps up stranded starts. `false`, and nothing
   * happens, when one of them ended or has another host by now.
   */
  rehost(runs: readonly Rehosted[], workflowId: string): Promise<boolean>;
}
