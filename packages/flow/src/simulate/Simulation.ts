import type { Text } from '@noi/events';
import type { StepId } from '../graph/FlowGraph.ts';
import type { RunOutcome, StepRecord } from '../run/RunPorts.ts';

/** A message that the flow would send. Times are ISO 8601. */
export interface SimulatedMessage {
  readonly stepId: StepId;
  readonly at: string;
  readonly channel: string;
  readonly purpose: string;
  /** The address as the ledger keeps it; absent when the simulator was not told how to read one. */
  readonly recipient?: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly priceVnd?: number;
}

/** What a flow would do with one event, on a virtual clock. */
export interface Simulation {
  readonly startedAt: string;
  readonly endedAt: string;
  readonly outcome: RunOutcome;
  readonly records: readonly StepRecord[];
  readonly messages: readonly SimulatedMessage[];
  readonly skipped: readonly { readonly stepId: StepId; readonly reason: Text }[];
}
