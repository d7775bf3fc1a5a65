import { testTemporal } from '@noi/temporal-server/testing';
import { NativeConnection, Worker } from '@temporalio/worker';
import { expect, test } from 'vitest';
import { workflowBundleFile } from './testing/workflowBundleFile.ts';
import { workflowVm } from './workflowVm.ts';

test('the SDK takes the time that its types do not name', async () => {
  await using temporal = await testTemporal();
  const connection = await NativeConnection.connect({ address: temporal.address });
  const worker = await Worker.create({ connection, taskQueue: 'vm', workflowBundle: { codePath: await workflowBundleFile() }, ...workflowVm });
  expect(worker.options).toMatchObject({ isolateExecutionTimeoutMs: 600_000 });
  await worker.runUntil(Promise.resolve());
  await connection.close();
});
