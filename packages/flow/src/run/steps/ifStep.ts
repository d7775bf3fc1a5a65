import type { PlanStepOf } from '../../plan/Plan.ts';
import { evaluateRules } from '../../rules/evaluateRules.ts';
import { endStep } from '../endStep.ts';
import { dataFor, type Place, type Walk } from '../Walk.ts';

/** Goes on by `true` or `false`, at once. */
export function enterIf(walk: Walk, place: Place, { rule }: PlanStepOf<'if'>): void {
  const isTrue = evaluateRules({ rule, data: dataFor(walk, place.scope), now: walk.ports.now(), timezone: walk.plan.timezone });
  endStep(walk, place, { state: 'done', attempt: 1, port: isTrue ? 'true' : 'false' });
}
