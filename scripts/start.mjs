import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded } from './setup/build.mjs';
import { exitWith } from './setup/fail.mjs';
import { install } from './setup/install.mjs';
import { checkFolder, checkNode, checkPort } from './setup/machine.mjs';
import { readDemo, startProduct } from './setup/product.mjs';
import { nodeArgs } from './setup/programs.mjs';
import { readSettings } from './setup/settings.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** `npm start`: everything from a bare checkout to the product running. Node's own modules only, since it runs before anything is installed. */
async function start() {
  checkNode();
  const { port, dataDir } = readSettings(process.argv.slice(2), process.env, root);
  checkFolder(dataDir);
  await checkPort(port);

  let stopping = false;
  /** @type {(() => Promise<void>) | null} */
  let stop = null;
  const onSignal = async () => {
    if (stopping) return;
    stopping = true;
    console.log('\nStopping: no new work is taken, running steps finish …');
    await stop?.();
    console.log('Stopped. All data is kept.');
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void onSignal());

  await install(root);
  await buildIfNeeded(root);
  const files = {
    migrate: [join(root, 'packages/db/dist/migrate.js'), join(root, 'packages/db/prisma/migrations')],
    sandbox: [...nodeArgs.program, join(root, 'apps/sandbox/dist/main.js')],
    worker: [...nodeArgs.worker, join(root, 'temporal/worker/dist/main.js')],
    api: [...nodeArgs.program, join(root, 'apps/api/dist/main.js')],
  };
  const env = { ...process.env, NOI_WORKFLOW_BUNDLE: join(root, 'temporal/worker/dist/workflows.js'), NOI_WEB_DIR: join(root, 'apps/web/dist') };
  const onStop = (/** @type {() => Promise<void>} */ given) => {
    stop = given;
  };
  if (stopping) return;
  const product = await startProduct({ root, port, dataDir, env, files, onStop });
  announce({ ...product, dataDir });
}

/** @param {{ url: string, temporal: { way: string, uiUrl?: string }, isDemo: boolean, dataDir: string }} product */
function announce({ url, temporal, isDemo, dataDir }) {
  console.log(`\nNối is running: ${url}`);
  if (isDemo) {
    const demo = readDemo(dataDir);
    console.log(`  Sign in:   ${demo.email}  /  ${demo.password}`);
  } else console.log('  The first visit sets up the owner.');
  console.log(`  Data:      ${dataDir}`);
  console.log(`  Temporal:  ${temporal.way}${temporal.uiUrl ? `; its pages: ${temporal.uiUrl}` : ''}`);
  console.log('  Stop:      Ctrl-C\n');
}

start().catch((error) => exitWith(error));
