import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded } from './setup/build.mjs';
import { exitWith } from './setup/fail.mjs';
import { install } from './setup/install.mjs';
import { checkNode } from './setup/machine.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * `npm run chaos -- --seed S --runs N [--kills K]`: the product's own processes under load, killed at moments that the seed decides. The last line is JSON;
 * the exit code is 1 when anything was lost, doubled or left behind.
 */
async function chaos() {
  checkNode();
  await install(root);
  await buildIfNeeded(root);
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'temporal/worker/chaos/main.ts'), ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill('SIGTERM'));
  child.on('exit', (code) => process.exit(code ?? 1));
}

chaos().catch((error) => exitWith(error));
