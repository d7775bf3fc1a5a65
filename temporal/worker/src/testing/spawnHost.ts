import { spawn } from 'node:child_process';
import { workflowBundleFile } from '@noi/temporal-workflows/testing';
import { bundleProgram } from './bundleProgram.ts';
import type { DoomedHost } from './doomedHost.ts';

export interface SpawnedHost {
  /** Resolves when it takes work. */
  readonly up: Promise<void>;
  /** How the process ended. */
  readonly ended: Promise<NodeJS.Signals | number | null>;
  /** Ends it at once, without a word, and waits until it is gone. */
  kill(): Promise<void>;
}

const worker = new URL('../../', import.meta.url);
let program: Promise<string> | undefined;

/** A worker in a process of its own, for tests that kill it; asked to end after 90 s. */
export async function spawnHost(request: DoomedHost): Promise<SpawnedHost> {
  program ??= bundleProgram({ room: worker, entry: 'testing/doomedHost.ts' });
  const [file, workflowBundle] = await Promise.all([program, workflowBundleFile()]);
  const child = spawn(process.execPath, [file, JSON.stringify({ ...request, workflowBundle })], { stdio: ['ignore', 'pipe', 'inherit'] });
  const late = setTimeout(() => child.kill('SIGTERM'), 90_000);
  const ended = new Promise<NodeJS.Signals | number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearTimeout(late);
      resolve(signal ?? code);
    });
  });
  const up = new Promise<void>((resolve) => void child.stdout.once('data', () => resolve()));
  return {
    up,
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
