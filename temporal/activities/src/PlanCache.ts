import type { Db } from '@noi/db';
import { AppError } from '@noi/errors';
import type { Plan } from '@noi/flow';
import { LRUCache } from 'lru-cache';

export interface PlanKey {
  readonly workspaceId: string;
  readonly hash: string;
}

/** Plans by content hash. They never change, so a plan that was read once is never read again while it stays in use. */
export interface PlanCache {
  get(key: PlanKey): Promise<Plan>;
}

/** One cache per process, shared by the codec (which expands hashes) and the activities (which look up steps). */
export function createPlanCache(flows: Pick<Db['flows'], 'plan'>, max = 500): PlanCache {
  const plans = new LRUCache<string, Promise<Plan>>({ max });

  async function read(key: PlanKey): Promise<Plan> {
    const plan = await flows.plan(key);
    if (!plan) throw new AppError('internal', { message: `No plan ${key.hash} in workspace ${key.workspaceId}` });
    return plan;
  }

  return {
    get(key) {
      const name = `${key.workspaceId}/${key.hash}`;
      const known = plans.get(name);
      if (known) return known;
      const reading = read(key);
      plans.set(name, reading);
      // A read that failed must not be remembered: the database may only have been away.
      reading.catch(() => plans.delete(name));
      return reading;
    },
  };
}
