import type { Step } from '@noi/flow';
import type { Text } from '@noi/node-sdk';
import type { ApiOutputs } from '../api/trpc.ts';
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

type Detail = ApiOutputs['runs']['get'];

/** What this visit of a step waits for before it calls a flow; `null` unless a pause holds it. Tokens begin with the place that they are of. */
export function heldCallWords({ heldCalls }: Pick<Detail, 'heldCalls'>, { scope, stepId, visit }: Detail['steps'][number]): Text | null {
  const call = heldCalls.find(({ token }) => token.startsWith(`${scope}/${stepId}#${visit}@`));
  if (call === undefined) return null;
  return { vi: `quy trình “${call.flowName}” chạy tiếp (đang tạm dừng)`, en: `the flow “${call.flowName}”, which is paused, to be resumed` };
}
