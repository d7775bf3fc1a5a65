import { canonicalJson } from '../compile/canonicalJson.ts';
import type { StepId } from '../graph/FlowGraph.ts';
import type { Plan, PlanStep } from '../plan/Plan.ts';
import { levelWires } from '../run/levelWires.ts';
import { isSameStep } from '../run/move/survivors.ts';
import { own } from '../run/Walk.ts';

/** What an edit did to a step: it is gone; it does something else; it is the same and what lies before it is not; nothing. */
export type StepChangeKind = 'removed' | 'changed' | 'ahead' | 'same';

export interface StepChangeRequest {
  readonly stepId: StepId;
  readonly oldPlan: Plan;
  readonly newPlan: Plan;
}

/** How a step differs between two plans, for a run that stands at it. */
export function stepChange({ stepId, oldPlan, newPlan }: StepChangeRequest): StepChangeKind {
  if (!isSameStep(stepId, oldPlan, newPlan)) return 'removed';
  if (workOf(oldPlan, stepId) !== workOf(newPlan, stepId)) return 'changed';
  return wayOf(oldPlan, stepId) === wayOf(newPlan, stepId) ? 'same' : 'ahead';
}

const timed: ReadonlySet<PlanStep['kind']> = new Set(['wait', 'waitForEvent', 'approval']);

/** What the step does, without its name and what only the simulator reads. */
function workOf({ steps, timezone, businessHours }: Plan, stepId: StepId): string {
  const step = own(steps, stepId);
  if (step === undefined) return '';
  const { title: _title, ...work } = step;
  const { sample: _sample, priceVnd: _price, ...rest } = { sample: {}, priceVnd: 0, ...work };
  return canonicalJson([rest, timed.has(step.kind) ? [timezone, businessHours ?? null] : null]);
}

/** All that can still happen to a run at this step: steps and wires behind it, around it and below it, and the flow's own rules. */
function wayOf(plan: Plan, stepId: StepId): string {
  const steps = new Set<StepId>();
  const wires = new Set<string>();
  const ahead = [stepId, ...(plan.errorHandler === undefined ? [] : [plan.errorHandler])];
  for (let at = ahead.shift(); at !== undefined; at = ahead.shift()) {
    const step = own(plan.steps, at);
    const level = step && own(plan.levels, step.level);
    if (step === undefined || level === undefined || steps.has(at)) continue;
    steps.add(at);
    for (const { from, port, to } of levelWires(level).out(at)) {
      wires.add(`${from} ${port} ${to}`);
      ahead.push(to);
    }
    ahead.push(...(own(plan.levels, at)?.entries ?? []));
    // A body may begin again.
    if (step.level !== 'root') ahead.push(step.level);
  }
  const { quietHours, frequencyCap, goal, outputs } = plan;
  const rules = { quietHours: quietHours ?? null, frequencyCap: frequencyCap ?? null, goal: goal ?? null, outputs: outputs ?? null };
  const work = [...steps].sort().map((id) => (id === stepId ? id : workOf(plan, id)));
  return canonicalJson([work, [...wires].sort(), rules]);
}
