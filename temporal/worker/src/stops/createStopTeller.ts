import type { Db, RunRow } from '@noi/db';
import type { Logger } from '@noi/node-sdk';
import { describeError } from '@noi/telemetry';
import { stopRunsSignal } from '@noi/temporal-workflows';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';

export interface StopTellerOptions {
  readonly db: Pick<Db, 'entry' | 'runs'>;
  readonly client: Pick<Client, 'workflow'>;
  readonly logger: Logger;
  readonly now: () => Date;
}

const signalsAtOnce = 16;

export interface StopTeller {
  /** Whoever waits for its turn is taken out of the line; gives back those that something hosts. */
  leaveLine(runs: readonly RunRow[]): Promise<readonly RunRow[]>;
  /** Each workflow is told once, of all its runs. Telling twice does no harm. */
  tell(runs: readonly RunRow[]): Promise<void>;
}

/** How runs are told to stop. */
export function createStopTeller({ db, client, logger, now }: StopTellerOptions): StopTeller {
  return {
    async leaveLine(runs) {
      const hosted: RunRow[] = [];
      for (const run of runs) {
        const { workspaceId, id: runId, state } = run;
        if (state === 'queued' && (await db.entry.cancelQueued({ workspaceId, runId, at: now() }))) continue;
        hosted.push(run);
      }
      return hosted;
    },

    async tell(runs) {
      const groups = new Map<string, RunRow[]>();
      for (const run of runs) groups.set(run.workflowId, [...(groups.get(run.workflowId) ?? []), run]);
      const left = [...groups.values()];
      const tellers = Array.from({ length: Math.min(signalsAtOnce, left.length) }, async () => {
        for (let group = left.shift(); group !== undefined; group = left.shift()) await signal(group);
      });
      await Promise.all(tellers);
    },
  };

  async function signal(group: readonly RunRow[]): Promise<void> {
    const [{ workflowId } = { workflowId: '' }] = group;
    try {
      await client.workflow.getHandle(workflowId).signal(
        stopRunsSignal,
        group.map(({ id: runId }) => ({ runId })),
      );
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) {
        logger.warn({ workflowId, err: describeError(error) }, 'Temporal did not take a stop of runs; they are told again');
        return;
      }
      // Those that are about to be started, or that another workflow hosts by now, are told in the next round; of those that nothing hosts any more, only the
      // row is left to end.
      const lost = group.filter(({ state }) => state !== 'starting' && state !== 'queued');
      const stopped = { state: 'stopped', by: 'person' } as const;
      await Promise.all(lost.map(({ workspaceId, id: runId }) => db.runs.record({ workspaceId, runId, records: [], outcome: stopped, at: now(), workflowId })));
    }
  }
}
