import type { Db } from '@noi/db';
import type { Logger } from '@noi/node-sdk';

/** One round of the lists: the next rows of one that is due. */
export async function feedBroadcasts({ db, logger, now }: { db: Pick<Db, 'broadcasts'>; logger: Logger; now: () => Date }): Promise<'again' | Date | null> {
  const fed = await db.broadcasts.feed(now());
  if (fed?.isDone) logger.info({ broadcastId: fed.id, flowId: fed.flowId }, 'a broadcast is done');
  return fed ? 'again' : await db.broadcasts.nextAt();
}
