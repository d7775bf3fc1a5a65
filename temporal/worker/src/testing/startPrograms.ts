import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestDatabase } from '@noi/db/testing';
import { freePort } from '@noi/ports';
import { startTemporal } from '@noi/temporal-server';
import { workflowBundleFile } from '@noi/temporal-workflows/testing';
import { Shop } from '../../chaos/Shop.ts';
import { bundleProgram } from './bundleProgram.ts';
import { until } from './until.ts';

/** The product's own processes, from their sources, with the demo shop in them. */
export interface Programs extends AsyncDisposable {
  readonly shop: Shop;
  readonly url: string;
  /** Where the emulators are. */
  readonly sandboxUrl: string;
  /** What API and worker wrote to their log. */
  readonly lines: readonly string[];
  /** What they wrote beside it. */
  readonly errors: readonly string[];
}

const root = new URL('../../../../', import.meta.url);
const rooms = { sandbox: 'apps/sandbox/', worker: 'temporal/worker/', api: 'apps/api/' };

export async function startPrograms(env: Readonly<Record<string, string>>): Promise<Programs> {
  const [database, temporal, bundle, dataDir] = await Promise.all([
    createTestDatabase(),
    // One of their own, since they listen on the product's own queue.
    startTemporal({ log: () => undefined }),
    workflowBundleFile(),
    mkdtemp(join(tmpdir(), 'noi-programs-')),
  ]);
  const [port, sandboxPort, workerPort] = [await freePort(), await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  const workerUrl = `http://127.0.0.1:${workerPort}`;
  const settings = {
    ...{ PATH: process.env.PATH ?? '', DATABASE_URL: database.url, TEMPORAL_ADDRESS: temporal.address },
    ...{ NOI_PORT: `${port}`, NOI_PUBLIC_URL: url, NOI_DATA_DIR: dataDir, NOI_DEMO: '1', NOI_WORKFLOW_BUNDLE: bundle },
    ...{ NOI_SECRET_KEY: randomBytes(32).toString('hex'), NOI_AUTH_SECRET: randomBytes(32).toString('hex') },
    ...{ NOI_SANDBOX_PORT: `${sandboxPort}`, NOI_SANDBOX_URL: sandboxUrl, NOI_SANDBOX_KEY: randomBytes(16).toString('hex') },
    ...{ NOI_WORKER_PORT: `${workerPort}`, NOI_WORKER_URL: workerUrl },
    ...env,
  };
  const lines: string[] = [];
  const errors: string[] = [];
  const running: ChildProcess[] = [];
  const start = async (name: keyof typeof rooms, ready: string) => {
    const file = await bundleProgram({ room: new URL(rooms[name], root), entry: 'main.ts' });
    const child = spawn(process.execPath, [file], { cwd: fileURLToPath(root), env: settings, stdio: ['ignore', 'pipe', 'pipe'] });
    running.push(child);
    if (name !== 'sandbox') gather(child.stdout, lines);
    gather(child.stderr, errors);
    const isUp = () => fetch(ready).then(({ ok }) => ok).catch(() => false); // biome-ignore format: one question
    await until(isUp, { ms: 90_000, everyMs: 200, what: `${name}; it said ${[...errors, ...lines.slice(-5)].join('\n')}` });
  };
  const stop = async () => {
    await Promise.all(running.map((child) => end(child)));
    await Promise.all([database[Symbol.asyncDispose](), temporal.close(), rm(dataDir, { recursive: true, force: true })]);
  };
  try {
    await Promise.all([start('sandbox', `${sandboxUrl}/healthz`), start('worker', `${workerUrl}/readyz`)]);
    await start('api', `${url}/readyz`);
    const { apiKey } = JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8')) as { apiKey: string };
    return { url, sandboxUrl, lines, errors, shop: new Shop({ url, apiKey, databaseUrl: database.url }), [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function gather(stream: NodeJS.ReadableStream | null, into: string[]): void {
  let rest = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    into.push(...parts.filter((part) => part.trim() !== ''));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
