import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { freePort } from '../packages/ports/src/freePort.mjs';
import { generateDatabaseClient } from './build.mjs';
import { obtainBrowser } from './setup/browser.mjs';
import { buildIfNeeded } from './setup/build.mjs';
import { exitWith } from './setup/fail.mjs';
import { install } from './setup/install.mjs';
import { checkNode } from './setup/machine.mjs';
import { step } from './setup/progress.mjs';
import { keepScratchInMemory } from './setup/scratch.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const rooms = ['packages', 'nodes', 'temporal', 'apps'];
const bin = (/** @type {string} */ path) => join(root, 'node_modules', path);

/** What each gate counted. @type {{ name: string, passed: number, failed: number }[]} */
const counts = [];

/** What failed and why, told once more at the end: whoever sees only the last lines of a long output sees it. @type {{ gate: string, test: string, why: string }[]} */
const failures = [];

/** `npm test`: set-up, then every check there is. Options: `--only <gate>` runs one of them. */
async function test() {
  checkNode();
  const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : null;
  const wanted = (/** @type {string} */ name) => !only || only === name;
  await install(root);
  await step('Database client', generateDatabaseClient);
  mkdirSync(join(root, '.cache'), { recursive: true });
  keepScratchInMemory();

  // What reads the sources goes beside what runs them.
  const told = only ? live : kept();
  await inLanes(
    [
      wanted('types') && (() => gate('types', [join(root, 'scripts/types.mjs')], told)),
      wanted('lint') && (() => gate('lint', [bin('@biomejs/biome/bin/biome'), 'check', '--max-diagnostics=50', '.'], told)),
      wanted('rooms') && (() => gate('rooms', [bin('dependency-cruiser/bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.cjs', ...rooms], told)),
      wanted('unused') && (() => gate('unused', [bin('knip/bin/knip.js'), '--no-progress'], told)),
    ],
    async () => {
      for (const project of ['unit', 'property']) if (wanted(project)) await vitest(project);
    },
  );
  told.tell();

  // Two lanes, one for each core: beside the tests on servers goes what starts the product itself, and whichever lane is free takes what is left. It is told when it is over.
  const browser = wanted('components') || wanted('journeys') ? await obtainBrowser(root) : '';
  if (wanted('journeys') || wanted('chaos')) await buildIfNeeded(root);
  const beside = only ? live : kept();
  // All parts of the journeys begin from one first start.
  const seeds = await mkdtemp(join(tmpdir(), 'noi-seeds-'));
  const seed = join(seeds, 'shop');
  await inLanes(
    [
      wanted('components') && (() => vitest('components', { NOI_BROWSER: browser }, beside)),
      ...['shared', 'own', 'furnished'].map((part) => wanted('journeys') && (() => journeys({ browser, part, seed }, beside))),
      wanted('chaos') && (() => gate('chaos', [join(root, 'scripts/chaos.mjs'), '--seed', '1', '--runs', '40', '--kills', '4'], beside)),
    ],
    async () => {
      const projects = ['integration', 'engine'].filter(wanted);
      if (projects.length === 0) return;
      await withServers(async (env) => {
        for (const project of projects) await vitest(project, env);
      });
    },
  );
  beside.tell();
  await rm(seeds, { recursive: true, force: true });

  for (const { gate: name, test: title, why } of failures) console.log(`\n✖ ${name}: ${title}\n${why}`);
  console.log('');
  for (const { name, passed, failed } of counts) console.log(`${failed === 0 ? '✔' : '✖'} ${name}: ${passed} passed, ${failed} failed`);
  const sum = (/** @type {'passed' | 'failed'} */ key) => counts.reduce((total, count) => total + count[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exit(sum('failed') === 0 && sum('passed') > 0 ? 0 : 1);
}

/**
 * Does all jobs, one at a time beside `first`; whoever is free takes the next. Where one gate alone is wanted, its words come as they are said, and nothing goes beside it.
 *
 * @param {(false | (() => Promise<void>))[]} jobs
 * @param {() => Promise<void>} first
 */
async function inLanes(jobs, first) {
  const waiting = jobs.filter((job) => job !== false);
  const takeTurns = async () => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) await job();
  };
  await Promise.all([process.argv.includes('--only') ? null : takeTurns(), first().then(takeTurns)]);
}

/**
 * Where a gate's words go.
 *
 * @typedef {{ say(words: string): void, readonly stdio: 'inherit' | 'pipe', tell(): void }} Lane
 */

/** Straight to the terminal. @type {Lane} */
const live = { say: (words) => process.stdout.write(words), stdio: 'inherit', tell() {} };

/** Told all at once, so that two lanes do not mix. @returns {Lane} */
function kept() {
  /** @type {string[]} */
  const words = [];
  return { say: (more) => void words.push(more), stdio: 'pipe', tell: () => void process.stdout.write(words.join('')) };
}

/**
 * A check that passes or fails as a whole.
 *
 * @param {string} name
 * @param {string[]} args
 * @param {Lane} [lane]
 */
async function gate(name, args, lane = live) {
  lane.say(`\n── ${name}\n`);
  const code = await run(args, {}, lane);
  counts.push({ name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 });
}

/**
 * @param {string} project
 * @param {NodeJS.ProcessEnv} [env]
 * @param {Lane} [lane]
 */
async function vitest(project, env = {}, lane = live) {
  lane.say(`\n── ${project}\n`);
  const file = join(root, '.cache', `vitest-${project}.json`);
  rmSync(file, { force: true });
  const code = await run(
    [bin('vitest/vitest.mjs'), 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    env,
    lane,
  );
  const report = readReport(file);
  // A skipped test is a test that did not pass; a runner that failed outside of any test counts as one failure.
  const passed = report?.numPassedTests ?? 0;
  const failed = report ? report.numTotalTests - passed : 0;
  counts.push({ name: project, passed, failed: failed === 0 && code !== 0 ? 1 : failed });
  for (const { name, message, assertionResults } of report?.testResults ?? []) {
    const ofFile = assertionResults.filter((/** @type {{ status: string }} */ { status }) => status !== 'passed');
    for (const { fullName, failureMessages } of ofFile) noteFailure(project, `${relative(root, name)} › ${fullName}`, failureMessages.join('\n'));
    if (message && ofFile.length === 0) noteFailure(project, relative(root, name), message);
  }
}

/** What a runner wrote, or `null` where it came to nothing. @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** @param {string} gateName @param {string} title @param {string} why */
function noteFailure(gateName, title, why) {
  const lines = stripVTControlCharacters(why).split('\n');
  failures.push({
    gate: gateName,
    test: title,
    why: lines
      .slice(0, 25)
      .map((line) => `    ${line.slice(0, 300)}`)
      .join('\n'),
  });
}

/** Real Postgres and Temporal for the integration tests, on free ports, thrown away afterwards. @param {(env: NodeJS.ProcessEnv) => Promise<void>} work */
async function withServers(work) {
  const folder = await mkdtemp(join(tmpdir(), 'noi-test-'));
  const { startTemporal } = await import('../temporal/server/src/index.mjs');
  const { startPostgres } = await import('../packages/db/src/embedded/startPostgres.mjs');
  const log = () => {};
  // Nobody needs this data after a power cut: databases are made and dropped by the hundred without waiting for the disk.
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_wal_size=256MB'];
  const postgres = await step('PostgreSQL for tests', async () =>
    startPostgres({ dataDir: join(folder, 'postgres'), passwordFile: join(folder, 'postgres.password'), port: await freePort(), log, settings }),
  );
  try {
    const temporal = await step('Temporal for tests', () => startTemporal({ dataDir: join(folder, 'temporal'), log: console.log }));
    try {
      await work({ NOI_TEST_POSTGRES_URL: postgres.url, NOI_TEST_TEMPORAL_ADDRESS: temporal.address });
    } finally {
      await temporal.close();
    }
  } finally {
    await postgres.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The journeys start the product itself, with the start command; `part` as in their configuration.
 *
 * @param {{ browser: string, part: string, seed: string }} request
 * @param {Lane} lane
 */
async function journeys({ browser, part, seed }, lane) {
  lane.say(`\n── journeys: ${part}\n`);
  const file = join(root, '.cache', `journeys-${part}.json`);
  rmSync(file, { force: true });
  const env = { NOI_BROWSER: browser, NOI_JOURNEYS: part, NOI_JOURNEY_SEED: seed, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  const code = await run([bin('@playwright/test/cli.js'), 'test', '--config', 'apps/web/playwright.config.ts'], env, lane);
  const report = readReport(file);
  const stats = report?.stats ?? null;
  const failed = stats ? stats.unexpected + stats.flaky + stats.skipped : 0;
  counts.push({ name: `journeys: ${part}`, passed: stats?.expected ?? 0, failed: failed === 0 && code !== 0 ? 1 : failed });
  for (const { title, file: inFile, tests } of specsOf(report?.suites ?? [])) {
    const results = tests.flatMap(({ status, results: tries }) => (status === 'expected' ? [] : tries));
    for (const { error, status } of results) noteFailure(`journeys: ${part}`, `${inFile} › ${title}`, error?.message ?? status);
  }
}

/**
 * The specs of a browser report's suites, which are nested as they are described.
 *
 * @typedef {{ title: string, file: string, tests: { status: string, results: { status: string, error?: { message?: string } }[] }[] }} Spec
 * @typedef {{ specs?: Spec[], suites?: Suite[] }} Suite
 * @param {Suite[]} suites
 * @returns {Spec[]}
 */
function specsOf(suites) {
  return suites.flatMap(({ specs = [], suites: inner = [] }) => [...specs, ...specsOf(inner)]);
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @param {Lane} [lane]
 * @returns {Promise<number>}
 */
function run(args, env = {}, lane = live) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', lane.stdio, lane.stdio],
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', ...env },
    });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', lane.say);
    child.on('error', reject);
    // After its last words, not only after its end.
    child.on('close', (code) => resolve(code ?? 1));
  });
}

test().catch((error) => exitWith(error));
