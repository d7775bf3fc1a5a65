import type { RunState, ScopeId, StepId, StoppedBy } from '@noi/flow/run';
import type { GroupHabits } from './groupHabits.ts';

/** One run to walk. `trigger` is the payload of the event that started it. */
export interface GroupRun {
  readonly runId: string;
  readonly eventId: string;
  readonly trigger: Readonly<Record<string, unknown>>;
  /** Epoch ms: when that event was received. What came before it does not reach the goal; without it, what came before the workflow took the run up. */
  readonly receivedAt?: number;
  /** W3C trace context of what brought the event, where traces are exported. */
  readonly trace?: string;
}

/**
 * Second argument of the workflow: the runs that travel together. `states` carries runs that have already begun (continue-as-new,
 * re-hosting); a run without a state starts from its trigger.
 */
export interface RunGroup extends GroupHabits {
  readonly workspaceId: string;
  readonly flowId: string;
  readonly runs: readonly GroupRun[];
  readonly states?: { readonly [runId: string]: RunState };
  /** Continues in a new history after so many events, where the server's own advice (about 4,000) comes too late. */
  readonly mostEvents?: number;
}

export interface ContinueNow {
  readonly runId: string;
  readonly stepId: StepId;
  /** Without it, in every scope. */
  readonly scope?: ScopeId;
  /** Holds that ask a person what became of a call stay. Absent in signals of former days only, whose histories must come out the same. */
  readonly sparesQuestions?: true;
}

export interface StopRun {
  readonly runId: string;
  /** Absent for a person. */
  readonly by?: Exclude<StoppedBy, 'step'>;
  readonly reason?: string;
}

/** Runs that are to go on somewhere else. */
export interface LeaveGroup {
  readonly runIds: readonly string[];
}

/** One open step, as the `openSteps` query tells it. `until` is epoch ms. */
export interface OpenStep {
  readonly runId: string;
  readonly scope: ScopeId;
  readonly stepId: StepId;
  readonly attempt: number;
  readonly doing: 'execute' | 'wait' | 'retry' | 'delay' | 'await' | 'hold' | 'body';
  readonly until?: number;
}
