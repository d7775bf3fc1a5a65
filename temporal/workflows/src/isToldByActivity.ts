import type { Plan, StepRecord } from '@noi/flow/run';

/** The activity of an effect writes that it began, and its output when it is done; telling it again would only cost. */
export function isToldByActivity(plan: Plan, { stepId, state }: StepRecord): boolean {
  return plan.steps[stepId]?.kind === 'action' && (state === 'running' || state === 'done');
}
