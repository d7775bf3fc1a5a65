import type { AwaitAnswer, InputField, StepError, StoppedBy } from '@noi/flow';
import type { RunRow, RunState } from './runRows.ts';
import type { WaitKey } from './waits.ts';

/** The run that was started by a call. */
export interface CalledRun {
  readonly id: string;
  readonly state: RunState;
  readonly isEnded: boolean;
  /** What the flow's outputs gave. */
  readonly output: Readonly<Record<string, unknown>> | null;
  readonly stoppedBy: StoppedBy | null;
  readonly error: StepError | null;
}

/** A flow that is called, as it stands now. */
export interface CalledFlow {
  readonly name: string;
  readonly status: string;
  readonly isRemoved: boolean;
  /** Of the live version; null while there is none. */
  readonly live: { readonly event: string; readonly inputs: readonly InputField[] } | null;
}

/** One call of a flow by a step of a run, of which something changed. */
export interface DueCall extends WaitKey {
  /** The flow that calls. */
  readonly flowId: string;
  /** Whether that flow is paused. */
  readonly isPaused: boolean;
  readonly calledFlowId: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The step still wants an answer. */
  readonly isOpen: boolean;
  readonly isAnswered: boolean;
  readonly child: CalledRun | null;
  /** `null` when the shop has no such flow. */
  readonly called: CalledFlow | null;
  /** Runs in the chain of calls, the calling one included: 1 for a run that nobody called. */
  readonly depth: number;
}

/**
 * `start` makes the called run; `stop` is asked for until that run has ended; `hold`: what becomes of the call is said when this flow is resumed; `rest`: nothing is
 * left to do until something changes.
 */
export type CallStep =
  | { readonly do: 'start'; readonly input: Readonly<Record<string, unknown>> }
  | { readonly do: 'answer'; readonly answer: AwaitAnswer }
  | { readonly do: 'hold'; readonly flowId: string }
  | { readonly do: 'stop' | 'rest' };

export interface SettledCalls {
  /** How many calls were looked at. */
  readonly taken: number;
  readonly started: readonly RunRow[];
  readonly toStop: readonly RunRow[];
}

/** The run that called, or was called. */
export interface RelatedRun {
  readonly runId: string;
  readonly flowName: string;
  readonly state: RunState;
}

/** A call that has not begun, since the flow that calls or the one that is called is paused. */
export interface HeldCall {
  /** Of the calling step. */
  readonly token: string;
  readonly stepId: string;
  /** The flow that is paused. */
  readonly flowId: string;
  readonly flowName: string;
}

/** Flows that flows call. */
export interface CallRepository {
  /** Takes calls of which something changed, and does what `decide` says of each, in one transaction: the event, the run and the row change together. */
  settle(limit: number, decide: (due: DueCall) => CallStep): Promise<SettledCalls>;
  /** Who called this run, whom its steps called, and which calls a pause holds. */
  around(key: { workspaceId: string; runId: string }): Promise<{
    readonly parent: RelatedRun | null;
    /** `token` is the one of the calling step. */
    readonly children: readonly (RelatedRun & { readonly token: string; readonly stepId: string })[];
    readonly held: readonly HeldCall[];
  }>;
}
