import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

/** Triggers and actions must be in the catalogue. */
export function nodesKnown({ steps, catalog }: Draft): readonly Issue[] {
  return steps
    .filter(
      (step) =>
        (step.kind === 'trigger' && !catalog.trigger(step.node, step.nodeVersion)) || (step.kind === 'action' && !catalog.action(step.node, step.nodeVersion)),
    )
    .map(({ id }) => ({
      code: 'node_unknown',
      severity: 'error',
      stepId: id,
      message: {
        vi: 'Loại bước này không còn dùng được. Xoá bước này và chọn bước khác thay vào.',
        en: 'This kind of step is no longer available. Remove it and choose another.',
      },
    }));
}
