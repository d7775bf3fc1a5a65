import type { Db } from '@noi/db';
import type { Logger } from '@noi/node-sdk';

const atOnce = 100;

/** One round of the clock: stores what is due, and says when something will be. */
export async function settleSchedules({ db, logger, now }: { db: Pick<Db, 'schedules'>; logger: Logger; now: () => Date }): Promise<'again' | Date | null> {
  const settled = await db.schedules.settle({ now: now(), limit: atOnce });
  for (const { flowId, due, isCut } of settled) {
    if (isCut) logger.warn({ flowId, madeUpFor: due.length }, 'more due times were missed than are made up for; the oldest are left out');
  }
  return settled.length === atOnce ? 'again' : await db.schedules.nextAt();
}
