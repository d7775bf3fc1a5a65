import type { PlanStepOf } from '../../plan/Plan.ts';
import { evaluateRules } from '../../rules/evaluateRules.ts';
import { endStep } from '../endStep.ts';
import { dataFor, type Place, type Walk } from '../Walk.ts';

/** Goes on by the first case that holds, else by `otherwise`, at once. */
export function enterSwitch(walk: Walk, place: Place, { cases }: PlanStepOf<'switch'>): void {
  const around = { data: dataFor(walk, place.scope), now: walk.ports.now(), timezone: walk.plan.timezone };
  const port = cases.find(({ rule }) => evaluateRules({ rule, ...around }))?.port ?? 'otherwise';
  endStep(walk, place, { state: 'done', attempt: 1, port });
}
