import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { obtainBrowser } from './setup/browser.mjs';
import { buildIfNeeded } from './setup/build.mjs';
import { exitWith } from './setup/fail.mjs';
import { install } from './setup/install.mjs';
import { checkNode } from './setup/machine.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * `npm run bench:canvas`: the editor in a real browser beside React Flow alone with the same nodes, in one run; the last line is JSON.
 * `npm run bench:canvas -- --only open2000 --rounds 1` takes one measure only.
 */
async function benchCanvas() {
  checkNode();
  await install(root);
  const browser = await obtainBrowser(root);
  await buildIfNeeded(root);
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'apps/web/bench/main.ts'), ...process.argv.slice(2)], {
    cwd: root,
    env: { ...process.env, NOI_BROWSER: browser },
    stdio: 'inherit',
  });
  child.on('exit', (code) => process.exit(code ?? 1));
}

benchCanvas().catch((error) => exitWith(error));
