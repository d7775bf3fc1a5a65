import type { PlanStepOf } from '../../plan/Plan.ts';
import { renderInput } from '../../template/renderInput.ts';
import type { Asking, AskScope } from './Asking.ts';
import { tooMuchData } from './tooMuchData.ts';

/** The call of another flow, with what it is given. */
export function askSubflow({ flowId, input }: PlanStepOf<'subflow'>, scope: AskScope): Asking {
  const rendered = renderInput({ input, ...scope });
  if (!rendered.ok) return { ok: false, error: { kind: 'invalid_input', text: rendered.text, field: `input.${rendered.field}`, repeatable: true } };
  const text = tooMuchData(rendered.value);
  if (text !== null) return { ok: false, error: { kind: 'invalid_input', text, repeatable: true } };
  return { ok: true, awaited: { kind: 'subflow', flowId, input: rendered.value } };
}
