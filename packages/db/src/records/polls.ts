import type { Text } from '@noi/events';
import type { NewEvent } from './events.ts';

export interface PollKey {
  readonly workspaceId: string;
  readonly connectionId: string;
  readonly pollId: string;
}

/** The right to poll once, for as long as the lease lasts. */
export interface PollLease extends PollKey {
  readonly lease: string;
  /** As the last page left it; null before the first. */
  readonly cursor: unknown;
  /** In a row, so far. */
  readonly failures: number;
  /** The turn at the provider for which it was put off, if it was. */
  readonly turnAt: Date | null;
}

export interface PollRepository {
  /** Takes up to `limit` polls that are due, that a flow listens to, and that nobody else is at; the right ends at `until`. */
  take(request: { now: Date; until: Date; limit: number }): Promise<readonly PollLease[]>;
  /** Stores what was found and moves the cursor on, in one transaction. `false`, and nothing is stored, when the lease is no longer ours. */
  settle(
    lease: PollLease,
    page: { events: readonly Omit<NewEvent, 'workspaceId' | 'connectionId'>[]; cursor: unknown; at: Date; nextAt: Date },
  ): Promise<boolean>;
  /** Gives the right back until its turn at the provider comes; nothing else changes. */
  putOff(lease: PollLease, turnAt: Date): Promise<void>;
  /** Gives the right back after a failure; the cursor stays. */
  fail(lease: PollLease, failure: { problem: Text; nextAt: Date }): Promise<void>;
  /** The earliest time at which `take` finds something. */
  nextAt(): Promise<Date | null>;
  get(key: PollKey): Promise<{ readonly cursor: unknown; readonly failures: number; readonly problem: Text | null; readonly polledAt: Date | null } | null>;
}
