import { checkRules } from '../checkRules.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';
import { ruleTreesOf } from '../templatesOf.ts';

/** A condition tests something, and each test is complete. */
export function rulesValid(draft: Draft): readonly Issue[] {
  return draft.steps.flatMap((step) =>
    ruleTreesOf(step).flatMap(({ field, rule }) => checkRules(rule, step, draft).map((fault): Issue => ({ ...fault, stepId: step.id, field }))),
  );
}
