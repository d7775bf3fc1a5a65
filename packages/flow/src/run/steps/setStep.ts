import type { PlanStepOf } from '../../plan/Plan.ts';
import { renderInput } from '../../template/renderInput.ts';
import { endStep, failStep } from '../endStep.ts';
import { dataFor, type Place, type Walk } from '../Walk.ts';
import { tooMuchData } from './tooMuchData.ts';

/** Gives values names that later steps can read. */
export function enterSet(walk: Walk, place: Place, { fields }: PlanStepOf<'set'>): void {
  const input = Object.fromEntries(fields.map(({ key, value }) => [key, value]));
  const rendered = renderInput({ input, data: dataFor(walk, place.scope), timezone: walk.plan.timezone, now: walk.ports.now() });
  if (!rendered.ok) {
    failStep(walk, place, { error: { kind: 'invalid_input', text: rendered.text, field: rendered.field, repeatable: true }, attempt: 1 });
    return;
  }
  const text = tooMuchData(rendered.value);
  if (text === null) endStep(walk, place, { state: 'done', attempt: 1, port: 'next', output: rendered.value });
  else failStep(walk, place, { error: { kind: 'invalid_input', text, repeatable: true }, attempt: 1 });
}
