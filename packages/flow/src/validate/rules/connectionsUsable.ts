import type { Text } from '@noi/node-sdk';
import type { Draft } from '../Draft.ts';
import type { Issue, IssueCode } from '../Issue.ts';

/** A step that works through an account needs one of the right type, in good order. */
export function connectionsUsable({ steps, catalog, connections }: Draft): readonly Issue[] {
  return steps.flatMap((step): Issue[] => {
    if (step.kind !== 'trigger' && step.kind !== 'action') return [];
    const node = step.kind === 'trigger' ? catalog.trigger(step.node, step.nodeVersion) : catalog.action(step.node, step.nodeVersion);
    const type = node?.connectionType;
    if (type === undefined) return [];
    const issue = (code: IssueCode, message: Text): Issue[] => [{ code, severity: 'error', stepId: step.id, field: 'connectionId', message }];

    if (!step.connectionId)
      return issue('connection_missing', {
        vi: 'Chưa chọn kết nối. Chọn tài khoản mà bước này dùng.',
        en: 'No connection is chosen. Choose the account that this step uses.',
      });
    const connection = connections.find(({ id }) => id === step.connectionId);
    if (!connection)
      return issue('connection_unknown', {
        vi: 'Kết nối của bước này đã bị xoá. Chọn kết nối khác.',
        en: "This step's connection was removed. Choose another.",
      });
    if (connection.type !== type)
      return issue('connection_unknown', {
        vi: 'Kết nối này không dùng được cho bước này. Chọn kết nối khác.',
        en: 'This connection does not fit this step. Choose another.',
      });
    if (connection.state !== 'ok') {
      return issue('connection_broken', {
        vi: 'Kết nối đang gặp sự cố nên bước này chưa chạy được. Mở mục Kết nối để nối lại.',
        en: 'The connection has a problem, so this step cannot run. Open Connections to reconnect it.',
      });
    }
    return [];
  });
}
