import type { EngineSide } from './engineSide.ts';
import { payments } from './events.ts';

/** Events of a shop in which nobody listens: from the first stored to the last worked by the dispatcher. */
export async function measureUnmatched(engine: EngineSide, count: number): Promise<{ eventsPerSecond: number }> {
  const before = await engine.dispatched();
  const began = performance.now();
  await engine.store(engine.emptyShop, payments(0, count));
  while ((await engine.dispatched()) - before < count) await new Promise((resolve) => setTimeout(resolve, 20));
  return { eventsPerSecond: Math.round(count / ((performance.now() - began) / 1000)) };
}
