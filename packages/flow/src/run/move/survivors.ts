import type { StepId } from '../../graph/FlowGraph.ts';
import type { Plan, PlanStep } from '../../plan/Plan.ts';
import { levelWires } from '../levelWires.ts';
import { own } from '../Walk.ts';

/** Whether the new plan has this step of the old one: the same thing, in the same place. */
export function isSameStep(stepId: StepId, oldPlan: Plan, newPlan: Plan): boolean {
  const before = own(oldPlan.steps, stepId);
  const after = own(newPlan.steps, stepId);
  return before !== undefined && before.kind === after?.kind && before.level === after.level;
}

/** The way out that a step takes when it is no longer wanted. */
export function passPort({ kind }: PlanStep): string {
  return kind === 'approval' ? 'approved' : 'next';
}

/**
 * Where a run goes on that stood at a step which the new plan lacks: the first steps behind it that both plans have. Behind a removed condition
 * nobody knows which branch it would have been, so there the run ends rather than writing to somebody by guess.
 */
export function behindRemoved({ stepId, oldPlan, newPlan }: { stepId: StepId; oldPlan: Plan; newPlan: Plan }): readonly StepId[] {
  const found = new Set<StepId>();
  const seen = new Set<StepId>();
  const passed = [stepId];
  for (let at = passed.shift(); at !== undefined; at = passed.shift()) {
    const step = own(oldPlan.steps, at);
    const level = step && own(oldPlan.levels, step.level);
    if (step === undefined || level === undefined || seen.has(at)) continue;
    seen.add(at);
    for (const { port, to } of levelWires(level).out(at)) {
      if (port !== passPort(step)) continue;
      if (isSameStep(to, oldPlan, newPlan)) found.add(to);
      else passed.push(to);
    }
  }
  return [...found];
}
