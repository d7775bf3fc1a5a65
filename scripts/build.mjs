import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Programs that run on the server: source entry → bundle. Packages from npm stay outside; our own rooms go in. */
const programs = {
  'apps/api/src/main.ts': 'apps/api/dist/main.js',
  'apps/sandbox/src/main.ts': 'apps/sandbox/dist/main.js',
  'temporal/worker/src/main.ts': 'temporal/worker/dist/main.js',
  'packages/db/src/migrate/main.ts': 'packages/db/dist/migrate.js',
};

/** Builds the database client, the programs, the workflow bundle and the web app. */
export async function build() {
  await generateDatabaseClient();
  await bundlePrograms();
  await run('Workflows', ['--import', 'tsx', join(root, 'temporal/worker/src/bundle/main.ts'), join(root, 'temporal/worker/dist/workflows.js')]);
  await run('Web', [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], join(root, 'apps/web'));
}

/** The one generated source in the tree; needed by types and tests as well. */
export function generateDatabaseClient() {
  return run('Database client', [join(root, 'packages/db/scripts/generate.mjs')], join(root, 'packages/db'));
}

async function bundlePrograms() {
  const { build: bundle } = await import('esbuild');
  await Promise.all(
    Object.entries(programs).map(([entry, outfile]) =>
      bundle({
        entryPoints: [join(root, entry)],
        outfile: join(root, outfile),
        bundle: true,
        platform: 'node',
        format: 'esm',
        target: 'node20',
        sourcemap: true,
        logLevel: 'warning',
        plugins: [
          {
            name: 'packages-outside',
            setup(setup) {
              setup.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => (kind === 'entry-point' || path.startsWith('@noi/') ? null : { path, external: true }));
            },
          },
        ],
      }),
    ),
  );
}

/**
 * @param {string} label
 * @param {string[]} args
 * @param {string} [cwd]
 * @returns {Promise<void>}
 */
function run(label, args, cwd = root) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
      });
    }
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${label} could not be built:\n${output}`))));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
