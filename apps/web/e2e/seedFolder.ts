import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, Started } from './product.ts';

/** Prepares, once for all journeys, the data folder that a first start leaves: most of them begin as a shop that was started before. */
export default async function prepare(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'noi-seed-'));
  const started = new Started({ port: await freePort(), dataDir });
  await started.running();
  await started.stop();
  process.env.NOI_JOURNEY_SEED = dataDir;
  return () => rm(dataDir, { recursive: true, force: true });
}
