import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const bundleFiles = { engine: 'engine.js', hand: 'hand.js' } as const;

/** The workflow bundles of both sides, as files. */
export interface Bundles extends AsyncDisposable {
  readonly engine: string;
  readonly hand: string;
}

export async function buildBundles(): Promise<Bundles> {
  const folder = await mkdtemp(join(tmpdir(), 'noi-bundles-'));
  await promisify(execFile)(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('./bundleMain.ts', import.meta.url)), folder]);
  return {
    engine: join(folder, bundleFiles.engine),
    hand: join(folder, bundleFiles.hand),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
