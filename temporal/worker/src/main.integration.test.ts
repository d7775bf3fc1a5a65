import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createTestDatabase } from '@noi/db/testing';
import { freePort } from '@noi/ports';
import { testTemporal } from '@noi/temporal-server/testing';
import { workflowBundleFile } from '@noi/temporal-workflows/testing';
import { expect, test } from 'vitest';
import { bundleProgram } from './testing/bundleProgram.ts';
import { until } from './testing/until.ts';

const main = await bundleProgram({ room: new URL('../', import.meta.url), entry: 'main.ts' });

function start(env: Record<string, string>): { child: ChildProcess; output: () => string; exited: Promise<number | null> } {
  const child = spawn(process.execPath, [main], { env: { PATH: process.env.PATH ?? '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  return { child, output: () => output, exited: once(child, 'exit').then(([code]) => code as number | null) };
}

test('the worker process gets ready, shows its metrics, and ends in order when it is asked to', async () => {
  await using database = await createTestDatabase();
  await using temporal = await testTemporal();
  const port = await freePort();
  const { child, output, exited } = start({
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: temporal.address,
    NOI_SECRET_KEY: randomBytes(32).toString('hex'),
    NOI_WORKER_PORT: String(port),
    NOI_WORKFLOW_BUNDLE: await workflowBundleFile(),
  });
  const status = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`).then(
      (response) => response,
      () => null,
    );

  await until(async () => (await status('/readyz'))?.status === 200, { what: `the worker; it said ${output()}` });
  expect((await status('/healthz'))?.status).toBe(200);
  expect(await (await status('/metrics'))?.text()).toContain('# TYPE noi_dispatched_events_total counter');

  child.kill('SIGTERM');
  expect(await exited).toBe(0);
  expect(output()).toContain('stopped');
});

test('a missing setting is one clear line and an exit code', async () => {
  const { output, exited } = start({ DATABASE_URL: 'postgres://nowhere', NOI_SECRET_KEY: 'x' });

  expect(await exited).toBe(1);
  expect(output().trim()).toBe('The worker cannot start: set TEMPORAL_ADDRESS in the environment.');
});
