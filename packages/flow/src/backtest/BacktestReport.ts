import type { EventType, Text } from '@noi/events';
import type { EntryRefusal } from '../entry/decideEntry.ts';
import type { StepId } from '../graph/FlowGraph.ts';
import type { HeldMessage } from '../simulate/Simulation.ts';

/** An event as it was recorded. */
export interface RecordedEvent {
  readonly id: string;
  readonly type: EventType;
  readonly source: string;
  readonly connectionId: string | null;
  /** ISO 8601. */
  readonly receivedAt: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What a flow would have done on one day of its timezone. */
export interface BacktestDay {
  /** `yyyy-MM-dd`. */
  readonly day: string;
  readonly runs: number;
  /** Messages by channel. */
  readonly messages: Readonly<Record<string, number>>;
  readonly costVnd: number;
  /** Messages that did not go, or not at once. */
  readonly held: number;
}

/** Messages that were held back for one reason at one step. */
export interface HeldCount {
  readonly stepId: StepId;
  readonly outcome: HeldMessage['outcome'];
  readonly cause?: HeldMessage['cause'];
  readonly reason: Text;
  readonly count: number;
}

/** A message that would have gone; its recipient is masked. */
export interface BacktestMessage {
  readonly at: string;
  readonly stepId: StepId;
  readonly channel: string;
  readonly recipient: string;
  readonly preview?: string;
  readonly priceVnd?: number;
}

/** What a flow would have done with recorded events. Nobody's whole address is in it. */
export interface BacktestReport {
  /** Events that the flow listens to. */
  readonly events: number;
  /** `started` are all runs that began; they ended `done`, `stopped` (by their goal: `goal`) or `failed`, or are `open` when the time is over. `queued` wait for their turn. */
  readonly runs: {
    readonly started: number;
    readonly queued: number;
    readonly done: number;
    readonly stopped: number;
    readonly goal: number;
    readonly failed: number;
    readonly open: number;
  };
  /** Events that started no run, by the rule that left them out. */
  readonly refusals: readonly { readonly reason: EntryRefusal; readonly count: number }[];
  /** Events that were taken together with others into one run. */
  readonly gathered: number;
  readonly messages: number;
  readonly costVnd: number;
  /** Messages whose price nobody knows. */
  readonly unpriced: number;
  readonly channels: readonly { readonly channel: string; readonly messages: number; readonly costVnd: number }[];
  readonly steps: readonly { readonly stepId: StepId; readonly messages: number; readonly costVnd: number }[];
  /** Different people who were written to, and the most that one of them got. */
  readonly people: { readonly count: number; readonly most: number };
  /** Every day of the time, also those on which nothing happened. */
  readonly days: readonly BacktestDay[];
  readonly held: readonly HeldCount[];
  readonly failures: readonly { readonly stepId: StepId; readonly text: Text; readonly count: number }[];
  /** The first ones. */
  readonly sample: readonly BacktestMessage[];
}
