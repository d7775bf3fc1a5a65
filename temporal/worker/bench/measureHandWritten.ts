import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, type NativeConnection, Worker } from '@temporalio/worker';

/** A worker for the hand-written workflow; the returned function runs so many, fifty at once, and answers with runs per second. */
export async function openHandWritten(
  connection: NativeConnection,
  providerUrl: string,
): Promise<{ measure(runs: number): Promise<number>; close(): Promise<void> }> {
  const taskQueue = `hand-${randomUUID()}`;
  const bundle = await bundleWorkflowCode({ logger: new DefaultLogger('WARN'), workflowsPath: fileURLToPath(new URL('./handWritten.ts', import.meta.url)) });
  const worker = await Worker.create({
    connection,
    taskQueue,
    workflowBundle: bundle,
    activities: {
      async send(orderCode: string) {
        const response = await fetch(`${providerUrl}/send`, { method: 'POST', body: JSON.stringify({ orderCode }) });
        return (await response.json()) as { messageId: string };
      },
    },
    workflowTaskPollerBehavior: { type: 'autoscaling' },
    activityTaskPollerBehavior: { type: 'autoscaling' },
    maxConcurrentActivityTaskExecutions: 200,
  });
  const running = worker.run();
  const client = new Client({ connection });

  return {
    async measure(runs) {
      const began = performance.now();
      let next = 0;
      const lane = async () => {
        while (next < runs) {
          next += 1;
          await client.workflow.execute('handWritten', { taskQueue, workflowId: `hand-${randomUUID()}`, args: ['100020'], requestEagerStart: true });
        }
      };
      await Promise.all(Array.from({ length: 50 }, lane));
      return runs / ((performance.now() - began) / 1000);
    },
    async close() {
      worker.shutdown();
      await running;
    },
  };
}
