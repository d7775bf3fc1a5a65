import type { Text } from '@noi/node-sdk';
import type { ConnectionFact } from './FlowCatalog.ts';
import type { Issue } from './Issue.ts';

/** What is wrong with the account that a node works through; `null` when it is in good order, or the node (without `type`) needs none. */
export function connectionFault(
  connectionId: string | undefined,
  type: string | undefined,
  connections: readonly ConnectionFact[],
): Pick<Issue, 'code' | 'message'> | null {
  if (type === undefined) return null;
  if (!connectionId) return { code: 'connection_missing', message: missing };
  const connection = connections.find(({ id }) => id === connectionId);
  if (!connection) return { code: 'connection_unknown', message: gone };
  if (connection.type !== type) return { code: 'connection_unknown', message: unfit };
  return connection.state === 'ok' ? null : { code: 'connection_broken', message: broken };
}

const missing: Text = {
  vi: 'Chưa chọn kết nối. Chọn tài khoản mà bước này dùng.',
  en: 'No connection is chosen. Choose the account that this step uses.',
};
const gone: Text = { vi: 'Kết nối của bước này đã bị xoá. Chọn kết nối khác.', en: "This step's connection was removed. Choose another." };
const unfit: Text = {
  vi: 'Kết nối này không dùng được cho bước này. Chọn kết nối khác.',
  en: 'This connection does not fit this step. Choose another.',
};
const broken: Text = {
  vi: 'Kết nối đang gặp sự cố nên bước này chưa chạy được. Mở mục Kết nối để nối lại.',
  en: 'The connection has a problem, so this step cannot run. Open Connections to reconnect it.',
};
