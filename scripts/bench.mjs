import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { freePort } from '../packages/ports/src/freePort.mjs';
import { generateDatabaseClient } from './build.mjs';
import { exitWith } from './setup/fail.mjs';
import { install } from './setup/install.mjs';
import { checkNode } from './setup/machine.mjs';
import { nodeArgs } from './setup/programs.mjs';
import { step } from './setup/progress.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Each program ends with one line of JSON; they are two, so that one does not warm or burden the other. */
const programs = {
  engine: { file: 'temporal/worker/bench/main.ts', args: nodeArgs.worker },
  doors: { file: 'apps/api/bench/main.ts', args: nodeArgs.program },
};

/** `npm run bench:engine`: a table, then one line of JSON. Both sides of every ratio run in this one run, on these servers. */
async function bench() {
  checkNode();
  await install(root);
  await step('Database client', generateDatabaseClient);
  const folder = await mkdtemp(join(tmpdir(), 'noi-bench-'));
  const { startTemporal } = await import('../temporal/server/src/index.mjs');
  const { startPostgres } = await import('../packages/db/src/embedded/startPostgres.mjs');
  const postgres = await startPostgres({
    dataDir: join(folder, 'postgres'),
    passwordFile: join(folder, 'postgres.password'),
    port: await freePort(),
    log: () => {},
  });
  const temporal = await startTemporal({ dataDir: join(folder, 'temporal'), log: console.log });
  /** @type {Record<string, Record<string, unknown>>} */
  const results = {};
  try {
    for (const [name, program] of Object.entries(programs)) {
      if (!isAsked(name)) continue;
      results[name] = await step(`Measuring ${name}`, () =>
        measure(program, {
          NOI_TEST_POSTGRES_URL: postgres.url,
          NOI_TEST_TEMPORAL_ADDRESS: temporal.address,
          NOI_BENCH_TEMPORAL_FILE: join(folder, 'temporal', 'temporal.db'),
        }),
      );
    }
  } finally {
    await temporal.close();
    await postgres.close();
    await rm(folder, { recursive: true, force: true });
  }
  const { burst, ...doors } = results.doors ?? {};
  const told = { ...results.engine, ...(results.doors && { burst, doors }) };
  console.table(Object.entries(told).flatMap(([name, values]) => Object.entries(values ?? {}).map(([key, value]) => ({ measure: `${name}.${key}`, value }))));
  console.log(JSON.stringify(told));
}

/**
 * All programs, or those whose measures `--only=` names.
 * @param {string} program
 */
function isAsked(program) {
  const { only = [] } = parseArgs({ strict: false, options: { only: { type: 'string', multiple: true } } }).values;
  const names = [only].flat();
  return names.length === 0 || names.some((name) => (program === 'doors') === (name === 'doors' || name === 'burst'));
}

/**
 * @param {{ file: string, args: readonly string[] }} program
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Record<string, unknown>>}
 */
function measure({ file, args }, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args, '--import', 'tsx', join(root, file), ...process.argv.slice(2)], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code !== 0) reject(new Error(`${file} ended with ${code}`));
      else resolve(JSON.parse(output.trim().split('\n').at(-1) ?? ''));
    });
  });
}

bench().catch((error) => exitWith(error));
