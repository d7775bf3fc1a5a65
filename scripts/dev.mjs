import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateDatabaseClient } from './build.mjs';
import { exitWith } from './setup/fail.mjs';
import { install } from './setup/install.mjs';
import { checkFolder, checkNode, checkPort } from './setup/machine.mjs';
import { readDemo, startProduct } from './setup/product.mjs';
import { step } from './setup/progress.mjs';
import { program } from './setup/services.mjs';
import { readSettings } from './setup/settings.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** `npm run dev`: the product from its sources; programs start again when a file changes, the browser reloads by itself. */
async function dev() {
  checkNode();
  const { port, dataDir } = readSettings(process.argv.slice(2), process.env, root);
  checkFolder(dataDir);
  await checkPort(port);
  await checkPort(port + 1);
  /** @type {(() => Promise<void>)[]} */
  const stops = [];
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, async () => {
      for (const stop of stops.splice(0).reverse()) await stop();
      process.exit(0);
    });
  }
  await install(root);
  await step('Database client', generateDatabaseClient);
  const watched = (/** @type {string} */ file) => [join(root, 'node_modules/tsx/dist/cli.mjs'), 'watch', '--clear-screen=false', join(root, file)];
  const files = {
    migrate: ['--import', 'tsx', join(root, 'packages/db/src/migrate/main.ts')],
    sandbox: watched('apps/sandbox/src/main.ts'),
    worker: watched('temporal/worker/src/main.ts'),
    api: watched('apps/api/src/main.ts'),
  };
  const env = { ...process.env, NODE_ENV: 'development', NOI_PUBLIC_URL: `http://127.0.0.1:${port + 1}`, NOI_WEB_DIR: join(root, 'apps/web/dist') };
  await startProduct({ root, port, dataDir, env, files, onStop: (stop) => stops.push(stop) });
  const web = await program({
    args: [join(root, 'node_modules/vite/bin/vite.js'), '--port', `${port + 1}`, '--strictPort', '--host', '127.0.0.1'],
    cwd: join(root, 'apps/web'),
    env: { ...process.env, NOI_PORT: `${port}` },
    log: console.log,
  });
  stops.push(web.close);
  const demo = process.env.DATABASE_URL ? null : readDemo(dataDir);
  console.log(`\nNối (from sources): http://127.0.0.1:${port + 1}${demo ? `  ${demo.email} / ${demo.password}` : ''}\nStop: Ctrl-C\n`);
}

dev().catch((error) => exitWith(error));
