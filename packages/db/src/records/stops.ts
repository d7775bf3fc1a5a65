import type { RunRow } from './runRows.ts';

/** Somebody asked that all runs of a flow be stopped that were under way at that moment. */
export interface FlowStopRow {
  readonly id: string;
  readonly askedBy: string | null;
  readonly askedAt: Date;
  /** Runs that were under way then, and how many of them still are. */
  readonly total: number;
  readonly left: number;
  readonly endedAt: Date | null;
}

/** Some runs that are to be told to end, in order: those that wait for their turn before all others; none when the round is over. */
export interface StopBatch {
  readonly workspaceId: string;
  readonly id: string;
  readonly runs: readonly RunRow[];
}

/** Stops of all runs of a flow: rows that outlive the process that works on them. */
export interface StopRepository {
  /** Asks for a stop; one that is under way for the same flow ends in favour of it. Nothing is asked when no run is under way. */
  ask(request: { workspaceId: string; flowId: string; askedBy: string | null }): Promise<FlowStopRow>;
  /** The last one that was asked for. */
  latest(key: { workspaceId: string; flowId: string }): Promise<FlowStopRow | null>;
  /** Runs of a flow that have not ended. */
  countOpen(key: { workspaceId: string; flowId: string }): Promise<number>;
  /** The next batch of any shop's stop that is due, leased to the caller until `leasedUntil`; `null` when none is due. */
  take(request: { now: Date; leasedUntil: Date; limit: number }): Promise<StopBatch | null>;
  /**
   * These runs were told. An empty batch ends a round: the stop is over when all its runs are, else it begins anew at `againAt`, for runs that were about
   * to start or whose workflow changed hands.
   */
  settle(batch: StopBatch, times: { now: Date; againAt: Date }): Promise<void>;
  /** When the next one is due. */
  nextAt(): Promise<Date | null>;
  /** Calls back when one was asked for (`LISTEN/NOTIFY`). */
  onAsked(listener: () => void): Promise<() => Promise<void>>;
}
