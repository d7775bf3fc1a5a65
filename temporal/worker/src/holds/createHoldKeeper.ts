import type { Db } from '@noi/db';
import type { Logger } from '@noi/node-sdk';
import { Loop } from '../loops/Loop.ts';

export interface HoldKeeperOptions {
  readonly db: Pick<Db, 'waits'>;
  readonly logger: Logger;
  readonly now: () => Date;
  /** Default 5 000. */
  readonly pollMs?: number;
}

const batchSize = 500;

/** Looks for held steps whose cause is over and lets them go on; any number of workers may do so side by side. */
export function createHoldKeeper({ db, logger, now, pollMs = 5_000 }: HoldKeeperOptions): Loop {
  return new Loop({
    ...{ name: 'holds', logger, now, pollMs },
    async round() {
      const released = await db.waits.releaseStale({ limit: batchSize });
      if (released > 0) logger.info({ released }, 'steps were held for a cause that is over and go on');
      return released === batchSize ? 'again' : null;
    },
  });
}
