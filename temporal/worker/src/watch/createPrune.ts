import type { Db } from '@noi/db';

const atOnce = 500;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How far the walk through a shop's old events has come. */
interface Walk {
  readonly after: string | null;
  readonly nextAt: number;
}

/**
 * Rounds of retention: a bounded bite of each shop's old data, then whole months; at once again while there is more. Events that runs still need stay behind, however old
 * they are, and are passed by once a day, not each hour.
 */
export function createPrune({ db, now }: { db: Pick<Db, 'retention'>; now: () => Date }): () => Promise<'again' | Date> {
  const walks = new Map<string, Walk>();

  return async () => {
    const at = now();
    const daysAgo = (days: number) => new Date(at.getTime() - days * dayMs);
    const policies = await db.retention.policies();
    let hasMore = false;
    for (const { workspaceId, stepDataDays, eventDays } of policies) {
      const steps = await db.retention.pruneSteps({ workspaceId, before: daysAgo(stepDataDays), at, limit: atOnce });
      hasMore ||= steps === atOnce;
      const { after, nextAt } = walks.get(workspaceId) ?? { after: null, nextAt: 0 };
      if (nextAt > at.getTime()) continue;
      const before = daysAgo(eventDays);
      if (after === null) await db.retention.pruneCounts({ workspaceId, before });
      const { next } = await db.retention.pruneEvents({ workspaceId, before, after, limit: atOnce });
      hasMore ||= next !== null;
      walks.set(workspaceId, { after: next, nextAt: next === null ? at.getTime() + dayMs : 0 });
    }
    if (hasMore) return 'again';
    const longest = Math.max(...policies.map(({ eventDays }) => eventDays));
    if (policies.length > 0) await db.retention.dropMonths({ before: daysAgo(longest) });
    return new Date(at.getTime() + hourMs);
  };
}
