import type { BusinessEvent } from '@noi/events';
import type { LandedReceipt } from '@noi/messages';
import type { DispatchPoint } from './DispatchPoint.ts';

interface InWorkspace {
  readonly workspaceId: string;
}

/** One batch of events as it was committed. */
export interface DispatchedBatch {
  readonly events: readonly BusinessEvent[];
  readonly runs: readonly (InWorkspace & { readonly eventId: string; readonly id: string })[];
  readonly receipts: readonly LandedReceipt[];
  /** Waits that the events have ended. */
  readonly answered: number;
  /** When each point was reached, epoch ms. */
  readonly reached: ReadonlyMap<DispatchPoint, number>;
}

/** What the dispatcher has done, for counters and traces. What was rolled back is never told. */
export interface DispatchCounts {
  onBatch?(batch: DispatchedBatch): void;
  onStarted?(runs: readonly InWorkspace[]): void;
  onSetAside?(event: InWorkspace): void;
}
