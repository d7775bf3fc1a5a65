import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@noi/ports';
import { Started } from './product.ts';

/**
 * Prepares, once for all journeys, the data folder that a first start leaves: most of them begin as a shop that was started before.
 * Parts of the journeys that are told one place, by NOI_JOURNEY_SEED, share what the first of them puts there; otherwise it is gone with its journeys.
 */
export default async function prepare(): Promise<() => Promise<void>> {
  const told = process.env.NOI_JOURNEY_SEED;
  if (told !== undefined && existsSync(told)) return async () => {};
  const dataDir = await mkdtemp(join(tmpdir(), 'noi-seed-'));
  const started = new Started({ port: await freePort(), dataDir });
  await started.running();
  await started.stop();
  if (told === undefined) {
    process.env.NOI_JOURNEY_SEED = dataDir;
    return () => rm(dataDir, { recursive: true, force: true });
  }
  // Whole or not at all; where another part was quicker, its folder stays.
  await rename(dataDir, told).catch(() => rm(dataDir, { recursive: true, force: true }));
  return async () => {};
}
