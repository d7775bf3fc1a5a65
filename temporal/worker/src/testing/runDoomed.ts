import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DoomedHost } from './doomedHost.ts';

/** A worker in a process of its own, which is to be killed; answers with how that process ended. */
export function runDoomed(request: DoomedHost): Promise<NodeJS.Signals | number | null> {
  return new Promise((resolve, reject) => {
    const file = fileURLToPath(new URL('./doomedHost.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', file, JSON.stringify(request)], { stdio: ['ignore', 'ignore', 'inherit'] });
    const late = setTimeout(() => child.kill('SIGTERM'), 90_000);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearTimeout(late);
      resolve(signal ?? code);
    });
  });
}
