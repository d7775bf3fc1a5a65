import type { Db, RunRow } from '@noi/db';
import type { Logger } from '@noi/node-sdk';
import { describeError } from '@noi/telemetry';
import { stopRunsSignal } from '@noi/temporal-workflows';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { Loop } from '../starts/Loop.ts';
import { wokenLoops } from '../starts/wokenLoops.ts';
import type { StopPoint } from './StopPoint.ts';

export interface StopsOptions {
  readonly db: Pick<Db, 'stops' | 'entry' | 'runs'>;
  readonly client: Pick<Client, 'workflow'>;
  readonly logger: Logger;
  readonly now: () => Date;
  /** Default 5 000. */
  readonly pollMs?: number;
  /** Runs of one batch. Default 500. */
  readonly batchSize?: number;
  readonly onPoint?: (point: StopPoint) => void | Promise<void>;
}

/** Stops all runs of flows of which that was asked. */
export interface Stops {
  start(): void;
  stop(): Promise<void>;
}

/** A batch that is not settled by then was left by a process that died, or Temporal is away: it is done again, which harms nothing. */
const leaseMs = 10_000;
/** A run that was told and has not ended by then is told again. */
const roundMs = 2_000;
const signalsAtOnce = 16;

/** Any number of workers may do so side by side. How far a stop has come is in its row, so a crash anywhere repeats at most a batch. */
export function createStops({ db, client, logger, now, pollMs = 5_000, batchSize = 500, onPoint = () => undefined }: StopsOptions): Stops {
  const stops = new Loop({ name: 'stops', logger, now, pollMs, round });
  return wokenLoops({ name: 'stops’ ear', logger, now, pollMs, loops: [stops], listen: (wake) => db.stops.onAsked(wake) });

  async function round(): Promise<'again' | Date | null> {
    const batch = await db.stops.take({ now: now(), leasedUntil: new Date(now().getTime() + leaseMs), limit: batchSize });
    if (batch === null) return await db.stops.nextAt();
    await onPoint('runs taken');
    const hosted = await leaveLine(batch.runs);
    await onPoint(hosted.length < batch.runs.length ? 'out of line' : 'to be told');
    await tell(hosted);
    if (hosted.length > 0) await onPoint('runs told');
    await db.stops.settle(batch, { now: now(), againAt: new Date(now().getTime() + roundMs) });
    await onPoint('batch settled');
    return 'again';
  }

  /** Whoever waits for its turn is taken out of the line; gives back those that something hosts. */
  async function leaveLine(runs: readonly RunRow[]): Promise<readonly RunRow[]> {
    const hosted: RunRow[] = [];
    for (const run of runs) {
      const { workspaceId, id: runId, state } = run;
      if (state === 'queued' && (await db.entry.cancelQueued({ workspaceId, runId, at: now() }))) continue;
      hosted.push(run);
    }
    return hosted;
  }

  /** Each workflow is told once, of all its runs. */
  async function tell(runs: readonly RunRow[]): Promise<void> {
    const groups = new Map<string, RunRow[]>();
    for (const run of runs) groups.set(run.workflowId, [...(groups.get(run.workflowId) ?? []), run]);
    const left = [...groups.values()];
    const tellers = Array.from({ length: Math.min(signalsAtOnce, left.length) }, async () => {
      for (let group = left.shift(); group !== undefined; group = left.shift()) await signal(group);
    });
    await Promise.all(tellers);
  }

  async function signal(group: readonly RunRow[]): Promise<void> {
    const [{ workflowId } = { workflowId: '' }] = group;
    try {
      await client.workflow.getHandle(workflowId).signal(
        stopRunsSignal,
        group.map(({ id: runId }) => ({ runId })),
      );
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) {
        logger.warn({ workflowId, err: describeError(error), againInMs: roundMs }, 'Temporal did not take a stop of runs; they are told again');
        return;
      }
      // Those that are about to be started are told in the next round; of those that nothing hosts any more, only the row is left to end.
      const lost = group.filter(({ state }) => state !== 'starting' && state !== 'queued');
      const stopped = { state: 'stopped', by: 'person' } as const;
      await Promise.all(lost.map(({ workspaceId, id: runId }) => db.runs.record({ workspaceId, runId, records: [], outcome: stopped, at: now() })));
    }
  }
}
