import type { Db } from '@noi/db';
import { isQuiet } from '@noi/flow';

interface Round {
  readonly db: Pick<Db, 'alerts'>;
  readonly now: () => Date;
}

const atOnce = 1_000;
const hourMs = 3_600_000;
/** Four weeks: each hour of the week is seen four times. */
const paceHours = 28 * 24;

/** One look at what went wrong: failed runs, messages of unknown outcome, accounts that are refused; and at what is over. */
export async function findCauses({ db, now }: Round): Promise<'again' | null> {
  const found = [await db.alerts.countFailures({ now: now(), limit: atOnce }), await db.alerts.countUnknown({ now: now(), limit: atOnce })];
  await db.alerts.followConnections({ now: now() });
  await db.alerts.endUnlistened(now());
  await db.alerts.endOld(now());
  return found.some((count) => count >= atOnce) ? 'again' : null;
}

/** Once an hour: which live flows hear nothing from where they usually hear. */
export async function findQuiet({ db, now }: Round): Promise<Date> {
  const at = now();
  for (const source of await db.alerts.sources()) {
    const counts = await db.alerts.pace(source, { now: at, hours: paceHours });
    const answer = isQuiet({ counts, now: at.getTime(), timezone: source.timezone });
    await db.alerts.followQuiet(source, answer.isQuiet ? { quietHours: answer.quietHours, usualPerDay: answer.usualPerDay } : null, at);
  }
  return new Date(at.getTime() + hourMs);
}
