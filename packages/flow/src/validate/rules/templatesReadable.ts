import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';
import { templatesOf } from '../templatesOf.ts';

/** Texts with data in them can be read. */
export function templatesReadable(draft: Draft): readonly Issue[] {
  return draft.steps.flatMap((step) =>
    templatesOf(step, draft).flatMap(({ field, reading }): Issue[] =>
      reading.ok ? [] : [{ code: 'template_invalid', severity: 'error', stepId: step.id, field, message: reading.text }],
    ),
  );
}
