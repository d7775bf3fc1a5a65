import type { DoomedHost } from './doomedHost.ts';
import { spawnHost } from './spawnHost.ts';

/** A worker in a process of its own, which is to be killed; answers with how that process ended. */
export async function runDoomed(request: DoomedHost): Promise<NodeJS.Signals | number | null> {
  const { ended } = await spawnHost(request);
  return ended;
}
