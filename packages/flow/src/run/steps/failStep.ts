import type { PlanStepOf } from '../../plan/Plan.ts';
import { renderInput } from '../../template/renderInput.ts';
import { failStep } from '../endStep.ts';
import type { StepError } from '../RunPorts.ts';
import { dataFor, type Place, type Walk } from '../Walk.ts';

/** Ends the whole run as failed on purpose, with the reason in the user's own words. */
export function enterFail(walk: Walk, place: Place, { reason }: PlanStepOf<'fail'>): void {
  const rendered = renderInput({ input: { reason }, data: dataFor(walk, place.scope), timezone: walk.plan.timezone, now: walk.ports.now() });
  const error: StepError = rendered.ok
    ? { kind: 'rejected', text: inWords(rendered.value.reason), repeatable: true }
    : { kind: 'invalid_input', text: rendered.text, field: rendered.field, repeatable: true };
  failStep(walk, place, { error, attempt: 1 });
}

function inWords(value: unknown): StepError['text'] {
  const words = typeof value === 'string' ? value : JSON.stringify(value);
  return { vi: words, en: words };
}
