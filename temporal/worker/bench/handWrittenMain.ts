import { randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { quietTemporal } from '../src/testing/quietTemporal.ts';
import type { HandAnswer, HandQuestion } from './handWrittenSide.ts';

// The peer, in a process of its own: arguments are the Temporal address, the provider's, and the file of its workflows. Asked and answered by process messages.
const [address = '', providerUrl = '', codePath = ''] = process.argv.slice(2);
quietTemporal();
const taskQueue = `hand-${randomUUID()}`;
const connection = await NativeConnection.connect({ address, grpcCompression: { codec: 'none' } });
const worker = await Worker.create({
  connection,
  taskQueue,
  workflowBundle: { codePath },
  activities: {
    async send(text: string) {
      const response = await fetch(`${providerUrl}/send`, { method: 'POST', body: JSON.stringify({ text }) });
      return (await response.json()) as { messageId: string };
    },
  },
  workflowTaskPollerBehavior: { type: 'autoscaling' },
  activityTaskPollerBehavior: { type: 'autoscaling' },
  maxConcurrentActivityTaskExecutions: 200,
});
const running = worker.run();
const client = new Client({ connection });

process.on('message', (question: HandQuestion) => {
  void run(question).then((answer) => process.send?.(answer));
});
process.once('disconnect', () => worker.shutdown());
process.send?.({ seconds: 0 } satisfies HandAnswer);
await running;
await connection.close();

/** So many workflows, so many at once; how long that took. */
async function run({ workflow, runs, atOnce, text }: HandQuestion): Promise<HandAnswer> {
  const began = performance.now();
  let next = 0;
  const lane = async () => {
    while (next < runs) {
      next += 1;
      const handle = await client.workflow.start(workflow, {
        taskQueue,
        workflowId: `hand-${randomUUID()}`,
        args: [text],
        requestEagerStart: true,
      });
      if (workflow === 'waitForPaid') await handle.signal('paid');
      await handle.result();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return { seconds: (performance.now() - began) / 1000 };
}
