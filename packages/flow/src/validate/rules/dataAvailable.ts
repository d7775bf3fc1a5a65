import type { Step } from '../../graph/FlowGraph.ts';
import { checkReference, type Reference } from '../checkReference.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';
import { rulesIn, ruleTreesOf, templatesOf } from '../templatesOf.ts';

type PlacedReference = Reference & { readonly field: string };

/** Data that a step reads exists, comes from a step before it, and cannot leave a hole. */
export function dataAvailable(draft: Draft): readonly Issue[] {
  return draft.steps.flatMap((step) => {
    const seen = new Set<string>();
    return referencesOf(step, draft).flatMap((reference): Issue[] => {
      const key = `${reference.field} ${reference.path}`;
      const fault = seen.has(key) ? null : checkReference(reference, step, draft);
      if (fault) seen.add(key);
      return fault ? [{ ...fault, stepId: step.id, field: reference.field }] : [];
    });
  });
}

/** The data that a step's form reads, each with the path of its field. */
export function referencesOf(step: Step, draft: Draft): readonly PlacedReference[] {
  const inTemplates = templatesOf(step, draft).flatMap(({ field, reading, missing }) =>
    (reading.ok ? reading.segments : []).flatMap((segment): PlacedReference[] =>
      segment.type === 'data' ? [{ field, path: segment.path, hasFallback: segment.fallback !== undefined, missing }] : [],
    ),
  );
  const tested = ruleTreesOf(step).flatMap(({ field, rule }) => rulesIn(rule).map((test) => ({ field, path: test.field })));
  const deciding = step.kind === 'split' ? [{ field: 'by', path: step.by ?? '' }] : [];
  const paths = [...tested, ...deciding].filter(({ path }) => path.trim() !== '');
  return [...paths.map((place): PlacedReference => ({ ...place, hasFallback: false, missing: 'allowed' })), ...inTemplates];
}
