import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePort } from '../../packages/ports/src/freePort.mjs';
import { Refusal, refusalOf } from './fail.mjs';
import { lock } from './lock.mjs';
import { step } from './progress.mjs';
import { keepRunning, program, waitFor } from './services.mjs';
import { readKeys } from './settings.mjs';

/**
 * @typedef {object} ProgramFiles How to run each program: arguments to Node.
 * @property {string[]} migrate
 * @property {string[]} sandbox
 * @property {string[]} worker
 * @property {string[]} api
 */

/**
 * Starts the whole product on one machine and returns how to stop it. What was started is stopped again when a later part fails.
 *
 * @param {{ root: string, port: number, dataDir: string, env: NodeJS.ProcessEnv, files: ProgramFiles, onStop: (stop: () => Promise<void>) => void }} options `onStop` is
 * told at once how to stop, so that an interrupted start leaves nothing behind.
 */
export async function startProduct({ root, port, dataDir, env, files, onStop }) {
  const locked = lock(dataDir);
  const keys = readKeys(dataDir);
  const logs = openLogs(dataDir);
  /** Closed in reverse order of start. @type {{ name: string, close: () => Promise<void> }[]} */
  const started = [];
  let stopped = false;
  const stop = async () => {
    stopped = true;
    for (const part of started.splice(0).reverse()) await part.close().catch((error) => console.error(`${part.name}: ${error.message}`));
    await locked.release();
  };
  onStop(stop);
  /** @param {string} name @param {() => Promise<import('./services.mjs').RunningService>} start */
  const keep = async (name, start) => {
    const service = await keepRunning({ name, start, onPid: locked.add, log: (line) => console.log(line) });
    started.push({ name, ...service });
    if (stopped) {
      await stop();
      throw new Refusal('Stopped while starting.');
    }
  };

  try {
    const { startTemporal } = await import(pathToFileURL(join(root, 'temporal/server/src/index.mjs')).href);
    const databaseUrl = env.DATABASE_URL || (await step('PostgreSQL', () => startDatabase({ root, dataDir, port: freePort(), keep, log: logs('postgres') })));
    const temporal = env.TEMPORAL_ADDRESS
      ? { address: env.TEMPORAL_ADDRESS, way: 'TEMPORAL_ADDRESS is set' }
      : await step('Temporal', () => startEngine({ startTemporal, dataDir, keep }));

    const sandboxPort = await freePort();
    const shared = {
      ...env,
      NODE_ENV: env.NODE_ENV ?? 'production',
      NOI_PORT: `${port}`,
      NOI_DATA_DIR: dataDir,
      NOI_PUBLIC_URL: env.NOI_PUBLIC_URL || `http://127.0.0.1:${port}`,
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: temporal.address,
      NOI_SECRET_KEY: env.NOI_SECRET_KEY || keys.secretKey,
      NOI_AUTH_SECRET: env.NOI_AUTH_SECRET || keys.authSecret,
      NOI_SANDBOX_PORT: `${sandboxPort}`,
      NOI_SANDBOX_URL: `http://127.0.0.1:${sandboxPort}`,
      NOI_SANDBOX_KEY: keys.sandboxKey,
      // The demo shop and its password belong to the embedded form alone.
      NOI_DEMO: env.DATABASE_URL ? '0' : '1',
    };
    const workerPort = await freePort();
    await step('Database schema', () => once({ args: files.migrate, env: shared, log: logs('migrate') }));
    await step('Programs', async () => {
      await keep('sandbox', () => program({ args: files.sandbox, env: shared, log: logs('sandbox') }));
      await waitFor(`http://127.0.0.1:${sandboxPort}/healthz`, 60_000);
      await keep('worker', () => program({ args: files.worker, env: { ...shared, NOI_WORKER_PORT: `${workerPort}` }, log: logs('worker') }));
      await keep('api', () => program({ args: files.api, env: { ...shared, NOI_WORKER_URL: `http://127.0.0.1:${workerPort}` }, log: logs('api') }));
      await waitFor(`http://127.0.0.1:${workerPort}/readyz`, 180_000);
      await waitFor(`http://127.0.0.1:${port}/readyz`, 180_000);
    });
    return { stop, url: shared.NOI_PUBLIC_URL, temporal, databaseUrl, sandboxUrl: shared.NOI_SANDBOX_URL, isDemo: shared.NOI_DEMO === '1' };
  } catch (error) {
    await stop();
    throw refusalOf(error, `What each part said is in ${join(dataDir, 'logs')}.`);
  }
}

/** @param {{ root: string, dataDir: string, port: Promise<number>, keep: Function, log: (line: string) => void }} options */
async function startDatabase({ root, dataDir, port, keep, log }) {
  const { startPostgres } = await import(pathToFileURL(join(root, 'packages/db/src/embedded/startPostgres.mjs')).href);
  const number = await port;
  let url = '';
  await keep('PostgreSQL', async () => {
    const running = await startPostgres({ dataDir: join(dataDir, 'postgres'), passwordFile: join(dataDir, 'postgres.password'), port: number, log });
    url = running.url;
    return running;
  });
  return url;
}

/** @param {{ startTemporal: Function, dataDir: string, keep: Function }} options */
async function startEngine({ startTemporal, dataDir, keep }) {
  // One port for all restarts, so that clients find the server again.
  const [port, uiPort] = [await freePort(), await freePort()];
  let engine = { address: '', way: '', uiUrl: '' };
  await keep('Temporal', async () => {
    engine = await startTemporal({ dataDir: join(dataDir, 'temporal'), port, uiPort, log: console.log });
    return engine;
  });
  return engine;
}

/** @param {{ args: string[], env: NodeJS.ProcessEnv, log: (line: string) => void }} options */
async function once({ args, env, log }) {
  /** @type {string[]} */
  const lines = [];
  const running = await program({
    args,
    env,
    log: (line) => {
      lines.push(line);
      log(line);
    },
  });
  const code = await running.exited;
  if (code !== 0) throw new Error(`The database schema could not be applied: ${lines.at(-1) ?? `exit code ${code}`}`);
}

/**
 * One log file a program, started anew with each start.
 *
 * @param {string} dataDir
 */
function openLogs(dataDir) {
  const folder = join(dataDir, 'logs');
  mkdirSync(folder, { recursive: true });
  /** @type {Map<string, import('node:fs').WriteStream>} */
  const streams = new Map();
  return (/** @type {string} */ name) => {
    let stream = streams.get(name);
    if (!stream) {
      stream = createWriteStream(join(folder, `${name}.log`));
      streams.set(name, stream);
    }
    return (/** @type {string} */ line) => void stream.write(`${line}\n`);
  };
}

/** The demo shop's sign-in, as the first start wrote it. @param {string} dataDir */
export function readDemo(dataDir) {
  return JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8'));
}
