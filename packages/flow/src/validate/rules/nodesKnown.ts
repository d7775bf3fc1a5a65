import type { Step } from '../../graph/FlowGraph.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

/** Triggers, actions and awaited events must be in the catalogue. */
export function nodesKnown({ steps, catalog }: Draft): readonly Issue[] {
  const isKnown = (step: Step) => {
    if (step.kind === 'action') return catalog.action(step.node, step.nodeVersion) !== undefined;
    return (step.kind !== 'trigger' && step.kind !== 'waitForEvent') || catalog.trigger(step.node, step.nodeVersion) !== undefined;
  };
  return steps
    .filter((step) => !isKnown(step))
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
