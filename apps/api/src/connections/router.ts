import { router } from '../trpc/init.ts';
import { createConnection, updateConnection } from './createConnection.ts';
import { listConnections } from './listConnections.ts';
import { listRejections } from './listRejections.ts';
import { loadDynamicFields, loadOptions } from './loadFields.ts';
import { openSandboxConnection } from './openSandboxConnection.ts';
import { removeConnection } from './removeConnection.ts';
import { testConnection } from './testConnection.ts';

export const connectionsRouter = router({
  list: listConnections,
  create: createConnection,
  openSandbox: openSandboxConnection,
  update: updateConnection,
  test: testConnection,
  remove: removeConnection,
  rejections: listRejections,
  options: loadOptions,
  dynamicFields: loadDynamicFields,
});
