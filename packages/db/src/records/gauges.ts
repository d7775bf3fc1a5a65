import type { MessageState } from './messages.ts';
import type { RunState } from './runRows.ts';

/** How much of one shop's work stands where, at one moment. */
export interface WorkspaceGauges {
  readonly workspaceId: string;
  /** Events that are stored and not dispatched yet, and the oldest of them. */
  readonly events: number;
  readonly oldestEventAt: Date | null;
  /** Answers that waiting runs have not been told yet, though they are due, and since when the oldest is. */
  readonly answers: number;
  readonly oldestAnswerAt: Date | null;
  /** Runs that are not over. */
  readonly runs: { readonly [state in RunState]?: number };
  /** Steps that are held: by a pause, a refused account, a call of unknown outcome. */
  readonly held: number;
  /** Rows of the send ledger that were reserved within the last 24 hours. */
  readonly messages: { readonly [state in MessageState]?: number };
}

export interface GaugeRepository {
  /** Of every workspace that has anything to show. */
  read(request: { now: Date }): Promise<readonly WorkspaceGauges[]>;
}
