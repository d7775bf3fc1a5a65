import type { Text } from '@noi/events';
import type { StepId } from '../graph/FlowGraph.ts';
import type { RunOutcome, ScopeId, StepRecord } from '../run/RunPorts.ts';
import type { SendCause } from '../send/decideSend.ts';

/** A step of a flow that was called: `stepId` beside it is then the step that calls. */
export interface CalledStep {
  readonly flowId: string;
  readonly stepId: StepId;
}

/** A message that the flow would send. Times are ISO 8601. */
export interface SimulatedMessage {
  readonly stepId: StepId;
  /** Which visit of the step: the other names of its line among the records. */
  readonly scope: ScopeId;
  readonly visit: number;
  readonly within?: CalledStep;
  readonly at: string;
  readonly channel: string;
  readonly purpose: string;
  /** The address as the ledger keeps it; absent when the simulator was not told how to read one. */
  readonly recipient?: string;
  /** What goes out, in plain words, when the simulator was told how to say it. */
  readonly preview?: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Absent when nobody knows its price. */
  readonly priceVnd?: number;
}

/** A message that was put off, left out or refused, and why. Times are ISO 8601. */
export interface HeldMessage {
  readonly stepId: StepId;
  readonly within?: CalledStep;
  readonly at: string;
  readonly outcome: 'delay' | 'skip' | 'refuse';
  /** Absent where something other than the send decision left it out. */
  readonly cause?: SendCause;
  readonly reason: Text;
  /** Of a delay. */
  readonly until?: string;
}

/** `unfinished`: the time that was looked at is over, and the run is not. */
export type SimulatedOutcome = RunOutcome | { readonly state: 'unfinished' };

/** What a flow would do with one event, on a virtual clock. */
export interface Simulation {
  readonly startedAt: string;
  readonly endedAt: string;
  readonly outcome: SimulatedOutcome;
  readonly records: readonly StepRecord[];
  readonly messages: readonly SimulatedMessage[];
  readonly held: readonly HeldMessage[];
}
