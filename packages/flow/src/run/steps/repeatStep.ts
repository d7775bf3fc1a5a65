import type { PlanStepOf } from '../../plan/Plan.ts';
import { evaluateRules } from '../../rules/evaluateRules.ts';
import { endStep } from '../endStep.ts';
import { openBody, openContainer } from '../openBody.ts';
import type { ScopeId } from '../RunPorts.ts';
import { forgetScope } from '../stopScopes.ts';
import { dataFor, type Place, scopeOf, type Walk } from '../Walk.ts';

/** Walks the body, and again until the condition holds. */
export function enterRepeat(walk: Walk, place: Place): void {
  openContainer(walk, place);
  openRound(walk, place, 1);
}

/** A round is over: the condition is asked with what its steps gave. */
export function endRound(walk: Walk, place: Place, { step, scope }: { step: PlanStepOf<'repeat'>; scope: ScopeId }): void {
  const round = Number(scopeOf(walk, scope).outputs[place.stepId]?.round);
  const holds = evaluateRules({ rule: step.until, data: dataFor(walk, scope), now: walk.ports.now(), timezone: walk.plan.timezone });
  forgetScope(walk, scope);
  if (holds) endStep(walk, place, { state: 'done', attempt: 1, port: 'next', output: { round } });
  else if (round < step.most) openRound(walk, place, round + 1);
  else endStep(walk, place, { state: 'done', attempt: 1, port: 'exhausted', output: { round } });
}

function openRound(walk: Walk, place: Place, round: number): void {
  openBody(walk, place, { index: round - 1, readable: { round } });
}
