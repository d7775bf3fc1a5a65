import type { Text } from '@noi/node-sdk';
import type { Step } from '../graph/FlowGraph.ts';
import type { FlowCatalog } from '../validate/FlowCatalog.ts';

/** What the choice is called on the form of the step. */
export function onUnknownLabel(step: Step, catalog: FlowCatalog): Text {
  return isMessage(step, catalog)
    ? { vi: 'Nếu không biết chắc tin đã gửi hay chưa', en: 'If nobody can tell whether it was sent' }
    : { vi: 'Nếu không biết chắc việc này đã xong hay chưa', en: 'If nobody can tell whether it was done' };
}

/** What the choice says; a step without one asks. */
export function onUnknownWords(policy: unknown, step: Step, catalog: FlowCatalog): Text {
  if (policy === 'skip') return { vi: 'bỏ qua bước này', en: 'skip this step' };
  if (policy !== 'resend') return { vi: 'hỏi người trong shop', en: 'ask somebody of the shop' };
  return isMessage(step, catalog) ? { vi: 'gửi lại', en: 'send again' } : { vi: 'làm lại', en: 'do it again' };
}

function isMessage(step: Step, catalog: FlowCatalog): boolean {
  return step.kind === 'action' && catalog.action(step.node, step.nodeVersion)?.message !== undefined;
}
