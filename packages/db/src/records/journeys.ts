import type { EventType } from '@noi/events';
import type { MatchKey, StepId } from '@noi/flow';
import type { MessageRow } from './messages.ts';
import type { ListedRun } from './runRows.ts';

/** An order as the shop system told it last. */
export interface JourneyOrder {
  readonly code: string;
  readonly state: string;
  readonly customerName: string | null;
  readonly phone: string | null;
  readonly total: number;
  readonly placedAt: Date;
  readonly deliveredAt: Date | null;
}

export interface JourneyEvent {
  readonly id: string;
  readonly type: EventType;
  readonly occurredAt: Date;
  /** `order:100020`, when it names one. */
  readonly orderKey: MatchKey | null;
}

/** A step that a run still waits at. */
export interface JourneyWait {
  readonly runId: string;
  readonly stepId: StepId;
  readonly since: Date;
  readonly until: Date | null;
}

/** All that the shop knows of one customer's, or one order's, way through its flows. */
export interface Journey {
  /** Newest first. */
  readonly orders: readonly JourneyOrder[];
  readonly runs: readonly ListedRun[];
  readonly events: readonly JourneyEvent[];
  readonly messages: readonly MessageRow[];
  readonly waits: readonly JourneyWait[];
  /** There is more than is shown. */
  readonly isCut: boolean;
}

export interface JourneyRepository {
  /** By one key, `order:<code>` or `customer:<phone>`; a customer's orders belong to the journey too. */
  read(request: { workspaceId: string; key: MatchKey; limit: number }): Promise<Journey>;
  /** Whom and what a run is about. */
  keysOf(run: { workspaceId: string; runId: string }): Promise<readonly MatchKey[]>;
}
