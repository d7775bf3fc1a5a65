import type { Db } from '@noi/db';
import { Loop } from '../loops/Loop.ts';
import { createNoticeSender, type NoticeSenderOptions } from './createNoticeSender.ts';
import { deliverNotices } from './deliverNotices.ts';
import { findCauses, findQuiet } from './findCauses.ts';
import { prune } from './prune.ts';

export interface Watch {
  start(): void;
  /** Takes no more work and waits for what is under way. */
  stop(): Promise<void>;
}

/** Looks after the shops: tells them what went wrong, and lets go of what is old. Any number of workers may do so side by side. */
export function createWatch(options: NoticeSenderOptions & { readonly db: Pick<Db, 'alerts' | 'retention'>; readonly pollMs?: number }): Watch {
  const { db, logger, now, pollMs = 15_000 } = options;
  const send = createNoticeSender(options);
  const common = { logger, now };
  const loops = [
    new Loop({ ...common, pollMs, name: 'alerts', round: () => deliverNotices({ db, send, logger, now }) }),
    new Loop({ ...common, pollMs, name: 'causes', round: () => findCauses({ db, now }) }),
    new Loop({ ...common, pollMs: 3_600_000, name: 'pace', round: () => findQuiet({ db, now }) }),
    new Loop({ ...common, pollMs: 3_600_000, name: 'retention', round: () => prune({ db, now }) }),
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
