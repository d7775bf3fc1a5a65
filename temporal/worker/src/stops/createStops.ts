import type { Db } from '@noi/db';
import type { Logger } from '@noi/node-sdk';
import type { Client } from '@temporalio/client';
import { Loop } from '../loops/Loop.ts';
import { wokenLoops } from '../loops/wokenLoops.ts';
import { createStopTeller } from './createStopTeller.ts';
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

/** Any number of workers may do so side by side. How far a stop has come is in its row, so a crash anywhere repeats at most a batch. */
export function createStops({ db, client, logger, now, pollMs = 5_000, batchSize = 500, onPoint = () => undefined }: StopsOptions): Stops {
  const { leaveLine, tell } = createStopTeller({ db, client, logger, now });
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
}
