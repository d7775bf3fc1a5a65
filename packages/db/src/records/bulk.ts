import type { ListedRun } from './runRows.ts';
import type { RunFilter } from './runSearch.ts';

export type BulkAction = 'stop' | 'retry' | 'continue';

/** Somebody asked that the same be done to all runs that a filter means. */
export interface BulkRow {
  readonly id: string;
  readonly action: BulkAction;
  readonly askedBy: string | null;
  readonly startsAt: Date;
  /** How many were meant; null where they are too many to be counted at once. */
  readonly total: number | null;
  readonly done: number;
  /** Nothing could be done with them. */
  readonly leftOut: number;
  readonly cancelledAt: Date | null;
  readonly endedAt: Date | null;
}

/** Some of the runs, newest first, leased to the caller. */
export interface BulkPage {
  readonly workspaceId: string;
  readonly id: string;
  readonly action: BulkAction;
  readonly round: number;
  readonly runs: readonly ListedRun[];
  /** Where the next page goes on; null at the end of the round. */
  readonly next: string | null;
}

interface BulkKey {
  readonly workspaceId: string;
  readonly id: string;
}

export interface BulkRepository {
  /** Runs that begin later are not meant, nor those with which nothing can be done: stopping and going on is for open runs, doing again for failed ones. */
  ask(request: { workspaceId: string; action: BulkAction; filter: RunFilter; askedBy: string | null; at: Date; startsAt: Date }): Promise<BulkRow>;
  latest(key: { workspaceId: string }): Promise<BulkRow | null>;
  /** Calls it off. False once it has begun. */
  cancel(key: BulkKey & { at: Date }): Promise<boolean>;
  /** The next page of any shop's that is due, leased until then; null when none is due. */
  take(request: { now: Date; leasedUntil: Date; limit: number }): Promise<BulkPage | null>;
  /** What became of a page: added to the counts. */
  settle(key: BulkKey, page: { done: number; leftOut: number; round: number; cursor: string | null; dueAt: Date | null; endedAt: Date | null }): Promise<void>;
  nextAt(): Promise<Date | null>;
  /** Calls back when one was asked for (`LISTEN/NOTIFY`). */
  onAsked(listener: () => void): Promise<() => Promise<void>>;
}
