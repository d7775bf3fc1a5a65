import type { Text } from '@noi/node-sdk';
import type { Step } from '../../graph/FlowGraph.ts';
import { isMissing } from '../../template/dataPath.ts';
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
    .map((step): Issue => {
      const about = { severity: 'error', stepId: step.id } as const;
      if (step.kind === 'waitForEvent' && isMissing(step.node)) return { ...about, code: 'field_required', field: 'node', message: noEvent };
      return { ...about, code: 'node_unknown', message: gone };
    });
}

const noEvent: Text = { vi: 'Chưa chọn sự kiện để đợi. Chọn một sự kiện.', en: 'No event to wait for is chosen. Choose one.' };
const gone: Text = {
  vi: 'Loại bước này không còn dùng được. Xoá bước này và chọn bước khác thay vào.',
  en: 'This kind of step is no longer available. Remove it and choose another.',
};
