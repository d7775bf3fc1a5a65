import { endStep } from '../endStep.ts';
import { type Place, planStep, type Walk } from '../Walk.ts';

/** Begins what is done about a failed run; later steps read the failure here. */
export function enterErrorHandler(walk: Walk, place: Place): void {
  const { failing } = walk.state;
  if (failing === undefined) throw new Error('An error handler begins when the run has failed');
  const { stepId, error } = failing;
  const output = { stepId, stepTitle: planStep(walk.plan, stepId).title, kind: error.kind, message: error.text.vi };
  endStep(walk, place, { state: 'done', attempt: 1, port: 'next', output });
}
