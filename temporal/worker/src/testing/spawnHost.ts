import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DoomedHost } from './doomedHost.ts';

export interface SpawnedHost {
  /** Resolves when it takes work. */
  readonly up: Promise<void>;
  /** How the process ended. */
  readonly ended: Promise<NodeJS.Signals | number | null>;
  /** Ends it at once, without a word, and waits until it is gone. */
  kill(): Promise<void>;
}

/** A worker in a process of its own, for tests that kill it; asked to end after 90 s. */
export function spawnHost(request: DoomedHost): SpawnedHost {
  const file = fileURLToPath(new URL('./doomedHost.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', file, JSON.stringify(request)], { stdio: ['ignore', 'pipe', 'inherit'] });
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
