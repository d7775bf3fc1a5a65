import type { PlanStepOf } from '../../plan/Plan.ts';
import { renderInput } from '../../template/renderInput.ts';
import { waitUntil } from '../waitUntil.ts';
import type { Asking, AskScope } from './Asking.ts';

/** The question that people are asked. */
export function askApproval(step: PlanStepOf<'approval'>, scope: AskScope): Asking {
  const { question, approvers, needed, canVeto, remindEvery } = step;
  const rendered = renderInput({ input: { question }, ...scope });
  if (!rendered.ok) return { ok: false, error: { kind: 'invalid_input', text: rendered.text, field: rendered.field, repeatable: true } };
  const words = rendered.value.question;
  const reminder = remindEvery === undefined ? undefined : waitUntil({ wait: { type: 'duration', ...remindEvery }, ...scope });
  return {
    ok: true,
    awaited: {
      kind: 'approval',
      question: typeof words === 'string' ? words : JSON.stringify(words),
      approvers,
      needed,
      canVeto,
      ...(reminder?.ok ? { remindEveryMs: reminder.until - scope.now } : {}),
    },
  };
}
