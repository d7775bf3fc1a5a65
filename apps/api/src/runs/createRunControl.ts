import { AppError } from '@noi/errors';
import { continueNowSignal, stopRunSignal } from '@noi/temporal-workflows';
import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import type { RunControl } from './RunControl.ts';

/** Signals runs through Temporal. The line is opened at the first need, so the API starts and serves while Temporal is away. */
export function createRunControl(options: { address: string; namespace: string }): RunControl {
  let opening: Promise<Connection> | null = null;

  function connect(): Promise<Connection> {
    opening ??= Connection.connect({ address: options.address, connectTimeout: '3 seconds' }).catch((error) => {
      opening = null;
      throw error;
    });
    return opening;
  }

  async function handleOf(workflowId: string) {
    const client = new Client({ connection: await connect(), namespace: options.namespace });
    return client.workflow.getHandle(workflowId);
  }

  async function ask(signal: () => Promise<void>): Promise<'asked' | 'gone'> {
    try {
      await signal();
      return 'asked';
    } catch (cause) {
      if (cause instanceof WorkflowNotFoundError) return 'gone';
      throw new AppError('provider_unavailable', { message: 'The engine that runs flows does not answer; try again in a moment' }, { cause });
    }
  }

  return {
    async continueNow({ workflowId, ...at }) {
      const answer = await ask(async () => (await handleOf(workflowId)).signal(continueNowSignal, { ...at, sparesQuestions: true }));
      if (answer === 'gone') throw new AppError('run_ended', { message: 'Nothing hosts this run any more' });
    },
    stop: ({ workflowId, runId }) => ask(async () => (await handleOf(workflowId)).signal(stopRunSignal, { runId })),
    async isUp() {
      const connection = await connect();
      await connection.withDeadline(Date.now() + 2000, () => connection.workflowService.getSystemInfo({}));
      return true;
    },
    async close() {
      const connection = await opening?.catch(() => null);
      await connection?.close();
    },
  };
}
