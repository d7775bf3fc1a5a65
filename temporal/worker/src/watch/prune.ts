import type { Db } from '@noi/db';

const atOnce = 500;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** One round of retention: a bounded bite of each shop's old data, then whole months; at once again while there is more. */
export async function prune({ db, now }: { db: Pick<Db, 'retention'>; now: () => Date }): Promise<'again' | Date> {
  const at = now();
  const daysAgo = (days: number) => new Date(at.getTime() - days * dayMs);
  const policies = await db.retention.policies();
  let hasMore = false;
  for (const { workspaceId, stepDataDays, eventDays } of policies) {
    const steps = await db.retention.pruneSteps({ workspaceId, before: daysAgo(stepDataDays), at, limit: atOnce });
    const events = await db.retention.pruneEvents({ workspaceId, before: daysAgo(eventDays), limit: atOnce });
    await db.retention.pruneCounts({ workspaceId, before: daysAgo(eventDays) });
    hasMore ||= steps === atOnce || events === atOnce;
  }
  const longest = Math.max(...policies.map(({ eventDays }) => eventDays));
  if (policies.length > 0) await db.retention.dropMonths({ before: daysAgo(longest) });
  return hasMore ? 'again' : new Date(at.getTime() + hourMs);
}
