import { parsePath } from '../../template/dataPath.ts';
import { readFilterChain } from '../../template/filterChain.ts';
import { filterMisfit } from '../../template/filterFits.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';
import { resolveData } from '../resolveData.ts';
import { templatesOf } from '../templatesOf.ts';

/** What is done with a datum fits what it is: no money made of a date. */
export function formulasFit(draft: Draft): readonly Issue[] {
  return draft.steps.flatMap((step) =>
    templatesOf(step, draft).flatMap(({ field, reading }) =>
      (reading.ok ? reading.segments : []).flatMap((segment): Issue[] => {
        if (segment.type !== 'data' || segment.filters === '') return [];
        const resolved = resolveData(parsePath(segment.path) ?? [], step, draft);
        const calls = readFilterChain(segment.filters);
        const misfit = resolved.kind === 'found' && calls ? filterMisfit(calls, resolved.found.field) : null;
        return misfit ? [{ code: 'field_invalid', severity: misfit.severity, stepId: step.id, field, message: misfit.text }] : [];
      }),
    ),
  );
}
