import type { Db } from '@noi/db';
import { Loop } from '../loops/Loop.ts';
import { createNoticeSender, type NoticeSenderOptions } from './createNoticeSender.ts';
import { createPrune } from './createPrune.ts';
import { deliverNotices } from './deliverNotices.ts';
import { findCauses, findQuiet } from './findCauses.ts';
import { makeMonths } from './makeMonths.ts';

export interface Watch {
  start(): void;
  /** Takes no more work and waits for what is under way. */
  stop(): Promise<void>;
}

/** Looks after the shops: tells them what went wrong, lets go of what is old, and makes room for what comes. Any number of workers may do so side by side. */
export function createWatch(options: NoticeSenderOptions & { readonly db: Pick<Db, 'alerts' | 'retention'>; readonly pollMs?: number }): Watch {
  const { db, logger, now, pollMs = 15_000 } = options;
  const send = createNoticeSender(options);
  const common = { logger, now };
  const loops = [
    new Loop({ ...common, pollMs, name: 'alerts', round: () => deliverNotices({ db, send, logger, now }) }),
    new Loop({ ...common, pollMs, name: 'causes', round: () => findCauses({ db, now }) }),
    new Loop({ ...common, pollMs: 3_600_000, name: 'pace', round: () => findQuiet({ db, now }) }),
    new Loop({ ...common, pollMs: 3_600_000, name: 'retention', round: createPrune({ db, now }) }),
    new Loop({ ...common, pollMs: 86_400_000, name: 'months', round: () => makeMonths({ db, logger, now }) }),
  ];

  return {
    start() {
      for (const loop of loops) loop.start();
    },
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
