import type { Text } from '@noi/events';

export type BroadcastState = 'running' | 'paused' | 'done' | 'cancelled';

/** A column of the list as it was given; without a key it is left out of the rows. */
export interface ListColumn {
  readonly key: string | null;
  readonly label: string;
  readonly type: 'text' | 'phone';
}

/** A row that goes out: its values by the keys of the columns. */
export interface AcceptedRow {
  /** In the file, from 1. */
  readonly line: number;
  readonly row: Readonly<Record<string, string>>;
}

/** A row that was turned away: its cells as they came, and why. */
export interface RejectedRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly reason: Text;
}

export interface NewBroadcast {
  readonly workspaceId: string;
  readonly flowId: string;
  readonly name: string;
  readonly columns: readonly ListColumn[];
  readonly perMinute: number;
  readonly createdBy: string | null;
  /** In the order in which they go out. */
  readonly accepted: readonly AcceptedRow[];
  readonly rejected: readonly RejectedRow[];
  readonly at: Date;
}

export interface Broadcast {
  readonly id: string;
  readonly workspaceId: string;
  readonly flowId: string;
  readonly name: string;
  readonly columns: readonly ListColumn[];
  readonly state: BroadcastState;
  readonly perMinute: number;
  /** Rows that go out; those turned away are counted apart. */
  readonly total: number;
  readonly rejected: number;
  readonly sent: number;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

interface BroadcastKey {
  readonly workspaceId: string;
  readonly id: string;
}

/** What one feeding stored. */
export interface FedBroadcast extends BroadcastKey {
  readonly flowId: string;
  readonly rows: number;
  readonly isDone: boolean;
}

export interface BroadcastRepository {
  /** Keeps the whole list and lets it run, or keeps nothing. */
  create(broadcast: NewBroadcast): Promise<string>;
  /** Newest first. */
  list(request: { workspaceId: string; flowId: string; limit: number }): Promise<readonly Broadcast[]>;
  get(key: BroadcastKey): Promise<Broadcast | null>;
  /** In the order of the file. */
  rejected(key: BroadcastKey): Promise<readonly RejectedRow[]>;
  /** Pauses, goes on or ends it for good; after it returns, nothing more goes out of one that is not running. `false` when that can no longer be. */
  setState(key: BroadcastKey, change: { state: 'running' | 'paused' | 'cancelled'; at: Date }): Promise<boolean>;
  /**
   * Stores the events of the next rows of one broadcast that is due, and moves it on, in one transaction; `null` when none is due. Several workers may
   * call at once. Nothing goes out while the flow does not run, or no longer starts with lists.
   */
  feed(now: Date): Promise<FedBroadcast | null>;
  /** The earliest time at which `feed` finds something. */
  nextAt(): Promise<Date | null>;
}
