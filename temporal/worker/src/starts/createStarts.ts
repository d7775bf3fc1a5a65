import type { Db } from '@noi/db';
import type { Logger } from '@noi/node-sdk';
import { Loop } from '../loops/Loop.ts';
import { wokenLoops } from '../loops/wokenLoops.ts';
import { feedBroadcasts } from './feedBroadcasts.ts';
import { type PollsOptions, runPolls } from './runPolls.ts';
import { runRetries } from './runRetries.ts';
import { settleSchedules } from './settleSchedules.ts';

export interface StartsOptions {
  readonly db: Pick<Db, 'schedules' | 'polls' | 'broadcasts' | 'connections' | 'doors' | 'retries' | 'restarts'>;
  readonly catalog: PollsOptions['catalog'];
  readonly connections: PollsOptions['connections'];
  readonly rates: PollsOptions['rates'];
  readonly logger: Logger;
  readonly now: () => Date;
  /** Default 5 000. */
  readonly pollMs?: number;
}

/** What starts flows by itself: the clock, lists, and what is fetched from providers. Its events go the way of all events. */
export interface Starts {
  start(): void;
  /** Takes no more work and waits for what is under way. */
  stop(): Promise<void>;
}

/** Builds the loops that make events by themselves; any number of workers may run them side by side. */
export function createStarts({ db, catalog, connections, rates, logger, now, pollMs = 5_000 }: StartsOptions): Starts {
  const common = { logger, now, pollMs };
  const loops = [
    new Loop({ ...common, name: 'schedules', round: () => settleSchedules({ db, logger, now }) }),
    new Loop({ ...common, name: 'broadcasts', round: () => feedBroadcasts({ db, logger, now }) }),
    new Loop({ ...common, name: 'retries', round: () => runRetries({ db, logger, now }) }),
    new Loop({ ...common, name: 'polls', round: () => runPolls({ db, catalog, connections, rates, logger, now }) }),
  ];
  return wokenLoops({ ...common, name: 'ear', loops, listen: (wake) => db.schedules.onChanged(wake) });
}
