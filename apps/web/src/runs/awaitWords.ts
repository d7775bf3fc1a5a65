import type { Step } from '@noi/flow';
import type { Text } from '@noi/node-sdk';
import type { EditorCatalog } from '../editor/catalog/EditorCatalog.ts';

/** What a waiting step waits for from outside; `null` for steps that only wait for a time. */
export function awaitWords(step: Step, catalog: EditorCatalog): Text | null {
  switch (step.kind) {
    case 'waitForEvent':
      return catalog.trigger(step.node, step.nodeVersion)?.title ?? { vi: 'một sự kiện', en: 'an event' };
    case 'approval':
      return { vi: 'người duyệt trả lời', en: 'an answer of the approvers' };
    case 'subflow':
      return { vi: 'quy trình được gọi chạy xong', en: 'the end of the called flow' };
    default:
      return null;
  }
}
