import type { PlanStepOf } from '../../plan/Plan.ts';
import type { Awaited, RunData, StepError } from '../RunPorts.ts';

/** A step that waits for something from outside. */
export type AwaitPlan = PlanStepOf<'waitForEvent' | 'approval' | 'subflow'>;

/** What such a step waits for, or why it cannot wait for it. */
export type Asking = { readonly ok: true; readonly awaited: Awaited } | { readonly ok: false; readonly error: StepError };

/** What templates are filled with: the data, and the time at which the step began to wait. */
export interface AskScope {
  readonly data: RunData;
  readonly timezone: string;
  /** Epoch ms. */
  readonly now: number;
}
