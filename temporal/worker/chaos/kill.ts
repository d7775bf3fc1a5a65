import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What can be killed, with a part of its command line. */
const victims = {
  worker: 'temporal/worker/dist/main.js',
  api: 'apps/api/dist/main.js',
  temporal: 'server start-dev',
  postgres: '/postgres',
} as const;
export type Victim = keyof typeof victims;

/** Ends one of the product's own programs without a word, as a power cut would; the product starts it again. `false` when it is just not there. */
export function kill(victim: Victim, dataDir: string): boolean {
  const { children } = JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')) as { children: { pid: number; command: string }[] };
  const found = children.findLast(({ command }) => command.includes(victims[victim]));
  if (found === undefined) return false;
  try {
    process.kill(found.pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}

/** In this order, over and over; Postgres once. */
const turns: readonly Victim[] = ['worker', 'temporal', 'postgres', 'api', 'worker', 'temporal', 'worker', 'api', 'worker'];

/** Who is killed and when (ms from the start of the load), by the seed. */
export function planKills({
  seed,
  kills,
  overMs,
  random,
}: {
  seed: string;
  kills: number;
  overMs: number;
  random: (text: string) => number;
}): { victim: Victim; atMs: number }[] {
  return Array.from({ length: kills }, (_, index) => {
    const drawn = turns[index % turns.length] ?? 'worker';
    const victim = drawn === 'postgres' && index >= turns.length ? 'worker' : drawn;
    // One in each stretch of the time, anywhere in it.
    return { victim, atMs: Math.round(((index + random(`${seed} kill ${index}`)) / kills) * overMs) };
  });
}
