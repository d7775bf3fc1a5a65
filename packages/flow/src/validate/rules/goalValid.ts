import type { Text } from '@noi/node-sdk';
import { isMissing } from '../../template/dataPath.ts';
import { connectionFault } from '../checkConnection.ts';
import { checkReference } from '../checkReference.ts';
import { checkRules } from '../checkRules.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';
import { readsOfRule } from '../readsOf.ts';

const reader = { kind: 'goal' } as const;

/** The goal is an event that can come, and its condition reads that event or the one that started the run. */
export function goalValid(draft: Draft): readonly Issue[] {
  const { goal } = draft.graph.settings;
  if (!goal) return [];
  const node = draft.catalog.trigger(goal.node, goal.nodeVersion);
  if (!node) return [{ code: 'goal_invalid', severity: 'error', field: 'settings.goal.node', message: isMissing(goal.node) ? noEvent : unknownEvent }];

  const connection = connectionFault(goal.connectionId, node.connectionType, draft.connections);
  const field = 'settings.goal.rule';
  const { unreadable, references } = goal.rule ? readsOfRule(goal.rule) : { unreadable: [], references: [] };
  return [
    ...(connection ? [{ code: 'goal_invalid' as const, severity: 'error' as const, field: 'settings.goal.connectionId', message: wrongConnection }] : []),
    ...unreadable.map((message): Issue => ({ code: 'template_invalid', severity: 'error', field, message })),
    ...references.flatMap((reference): Issue[] => {
      const fault = checkReference(reference, reader, draft);
      return fault ? [{ ...fault, field }] : [];
    }),
    ...(goal.rule ? checkRules(goal.rule, reader, draft) : []).map((fault): Issue => ({ ...fault, field })),
  ];
}

const noEvent: Text = {
  vi: 'Chưa chọn sự kiện của mục tiêu. Chọn một sự kiện trong cài đặt quy trình.',
  en: 'The goal has no event. Choose one in the flow’s settings.',
};
const unknownEvent: Text = {
  vi: 'Sự kiện của mục tiêu không còn dùng được. Chọn sự kiện khác trong cài đặt quy trình.',
  en: 'The event of the goal is no longer available. Choose another in the flow’s settings.',
};
const wrongConnection: Text = {
  vi: 'Mục tiêu cần một kết nối đang hoạt động. Chọn lại trong cài đặt quy trình.',
  en: 'The goal needs a connection in good order. Choose it again in the flow’s settings.',
};
