import type { Draft } from '../Draft.ts';
import { dynamicState } from '../filledFields.ts';
import type { Issue } from '../Issue.ts';
import { inSentence } from '../labelWords.ts';

/** Account-specific fields (a template's parameters) were loaded for what is chosen now. */
export function fieldsFresh({ steps, catalog }: Draft): readonly Issue[] {
  return steps.flatMap((step): Issue[] => {
    if (step.kind !== 'action') return [];
    return (catalog.action(step.node, step.nodeVersion)?.input ?? [])
      .filter((descriptor) => descriptor.dynamic !== undefined && dynamicState(step, descriptor) === 'stale')
      .map((descriptor) => {
        const { vi, en } = inSentence(descriptor.label);
        return {
          code: 'fields_stale',
          severity: 'error',
          stepId: step.id,
          field: descriptor.key,
          message: {
            vi: `Các ô của ${vi} chưa khớp với lựa chọn hiện tại. Mở bước này để tải lại.`,
            en: `The fields of ${en} do not match the present choice. Open this step to load them again.`,
          },
        };
      });
  });
}
