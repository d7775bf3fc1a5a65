import { spawn } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants as zlib } from 'node:zlib';
import { packagesOutside } from '../packages/config/bundle.mjs';

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
  await compress(join(root, 'apps/web/dist/assets'));
}

/** Puts a small form of each text beside it, once, so that the server need not do it for each visit. @param {string} folder */
async function compress(folder) {
  const texts = (await readdir(folder)).filter((name) => /\.(js|css|svg)$/.test(name));
  await Promise.all(
    texts.map(async (name) => {
      const text = await readFile(join(folder, name));
      const params = { [zlib.BROTLI_PARAM_QUALITY]: 9 };
      await writeFile(join(folder, `${name}.gz`), await promisify(gzip)(text, { level: 9 }));
      await writeFile(join(folder, `${name}.br`), await promisify(brotliCompress)(text, { params }));
    }),
  );
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
        plugins: [packagesOutside],
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
