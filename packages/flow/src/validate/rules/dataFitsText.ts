import { parsePath } from '../../template/dataPath.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';
import { joinLabels } from '../labelWords.ts';
import { resolveData } from '../resolveData.ts';
import { templatesOf } from '../templatesOf.ts';

/** A whole order or list has no place in a sentence; one datum inside it does. */
export function dataFitsText(draft: Draft): readonly Issue[] {
  return draft.steps.flatMap((step) =>
    templatesOf(step, draft).flatMap(({ field, reading, isText }) => {
      const segments = reading.ok ? reading.segments : [];
      if (!isText && segments.length < 2) return [];
      return segments.flatMap((segment): Issue[] => {
        if (segment.type !== 'data' || segment.filters !== '') return [];
        const resolved = resolveData(parsePath(segment.path) ?? [], step, draft);
        if (resolved.kind !== 'found' || (resolved.found.field?.fields ?? []).length === 0) return [];
        const { vi, en } = joinLabels(resolved.found.labels);
        return [
          {
            code: 'field_invalid',
            severity: 'error',
            stepId: step.id,
            field,
            message: {
              vi: `“${vi}” gồm nhiều mục nên không chèn vào câu được. Chọn một mục bên trong.`,
              en: `“${en}” holds several values and cannot stand in a sentence. Choose one inside it.`,
            },
          },
        ];
      });
    }),
  );
}
