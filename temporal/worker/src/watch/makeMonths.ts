import type { Db } from '@noi/db';
import type { Logger } from '@noi/node-sdk';

const dayMs = 86_400_000;
/** What traffic did not let through, or another worker is at, is looked at again so soon. */
const soonMs = 600_000;

/** Once a day: the months that rows will soon come into, and those that were missed, get their partitions. */
export async function makeMonths({ db, logger, now }: { db: Pick<Db, 'retention'>; logger: Logger; now: () => Date }): Promise<Date> {
  const at = now();
  const { made, left } = await db.retention.makeMonths({ now: at });
  if (made.length > 0) logger.info({ made }, 'partitions were made');
  if (left.length > 0) logger.info({ left }, 'partitions could not be made yet; it will be tried again');
  return new Date(at.getTime() + (left.length > 0 ? soonMs : dayMs));
}
