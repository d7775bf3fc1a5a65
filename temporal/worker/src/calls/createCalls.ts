import type { Db, RunRow } from '@noi/db';
import type { Logger } from '@noi/node-sdk';
import { describeError } from '@noi/telemetry';
import { stopRunSignal } from '@noi/temporal-workflows';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { Loop } from '../loops/Loop.ts';
import { wokenLoops } from '../loops/wokenLoops.ts';
import type { CallPoint } from './CallPoint.ts';
import { decideCall } from './decideCall.ts';

export interface CallsOptions {
  readonly db: Pick<Db, 'calls' | 'approvals' | 'runs'>;
  readonly client: Pick<Client, 'workflow'>;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly pollMs: number;
  readonly onPoint?: (point: CallPoint) => void | Promise<void>;
  /** Starts runs that are committed as `starting`. */
  readonly start: (runs: readonly RunRow[]) => Promise<void>;
}

/** Starts the runs that steps call, tells these steps how they ended, and ends those that nobody waits for any more. */
export interface Calls {
  start(): void;
  stop(): Promise<void>;
}

const atOnce = 100;

/** What a crash leaves half-done is in the tables: a due call is looked at again, and a run that was recorded is started by the sweep. */
export function createCalls({ db, client, logger, now, pollMs, onPoint = () => undefined, start }: CallsOptions): Calls {
  const calls = new Loop({ name: 'calls', logger, now, pollMs, round });
  return wokenLoops({ name: 'calls’ ear', logger, now, pollMs, loops: [calls], listen: (wake) => db.approvals.onAsked(wake) });

  async function round(): Promise<'again' | null> {
    const { taken, started, toStop } = await db.calls.settle(atOnce, decideCall);
    if (started.length > 0) {
      await onPoint('called');
      await start(started);
    }
    if (toStop.length > 0) await onPoint('stopping');
    await Promise.all(
      toStop.map((run) => stop(run).catch((error) => logger.warn({ runId: run.id, err: describeError(error) }, 'a called run was not told to end'))),
    );
    return taken === atOnce ? 'again' : null;
  }

  async function stop({ workspaceId, id, workflowId, state }: RunRow): Promise<void> {
    try {
      await client.workflow.getHandle(workflowId).signal(stopRunSignal, { runId: id, by: 'parent' });
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      // One that is about to be started, or that another workflow hosts by now, is told when it is asked about again; of one that nothing hosts any more, only
      // the row is left to end.
      if (state !== 'starting')
        await db.runs.record({ workspaceId, runId: id, workflowId, records: [], outcome: { state: 'stopped', by: 'parent' }, at: now() });
    }
  }
}
