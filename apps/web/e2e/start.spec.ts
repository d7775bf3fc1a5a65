import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { freePort, isAlive, Product, Started } from './product.ts';

test('Ctrl-C stops everything that was started, and the second start keeps all data and is ready in seconds', async () => {
  await using product = await Product.start();
  const { flowId } = await product.api<{ flowId: string }>('/templates/review-after-delivery/use', { method: 'POST' });
  const demo = product.demo;
  const pids = product.pidsOf('');
  expect(pids.length).toBeGreaterThanOrEqual(5);

  const { code, output } = await product.started.stop();
  expect(code).toBe(0);
  expect(output).toContain(demo.email);
  expect(output).toContain(product.dataDir);
  expect(pids.filter(isAlive)).toEqual([]);

  const began = Date.now();
  product.started = new Started({ port: product.port, dataDir: product.dataDir });
  await product.started.running();
  expect(Date.now() - began).toBeLessThan(60_000);
  expect(product.demo).toEqual(demo);
  expect((await product.api<{ id: string }>(`/flows/${flowId}`)).id).toBe(flowId);
});

test('two copies with folders and ports of their own run side by side', async () => {
  await using first = await Product.start();
  await using second = await Product.start();
  await first.api('/templates/review-after-delivery/use', { method: 'POST' });
  expect((await first.api<{ flows: unknown[] }>('/flows')).flows).toHaveLength(1);
  expect((await second.api<{ flows: unknown[] }>('/flows')).flows).toHaveLength(0);
  expect(first.demo.apiKey).not.toBe(second.demo.apiKey);
});

test('a busy port, a folder that cannot be written and an unknown option are one clear line each', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'noi-refused-'));
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const busy = (server.address() as AddressInfo).port;
  await writeFile(join(folder, 'file'), '');
  try {
    const refusals = [
      { options: { port: busy, dataDir: join(folder, 'data') }, says: new RegExp(`Port ${busy} is busy.*--port`) },
      { options: { port: await freePort(), dataDir: join(folder, 'file', 'data') }, says: /cannot be written.*NOI_DATA_DIR/ },
      { options: { port: 'many', dataDir: join(folder, 'data') }, says: /"many" is not a port/ },
    ];
    for (const { options, says } of refusals) {
      const { code, output } = await new Started(options).ended;
      expect(code).toBe(1);
      expect(output.trim().split('\n')).toHaveLength(1);
      expect(output).toMatch(says);
    }
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
});

test('an old Node is refused in one clear line', () => {
  const check =
    "import('./scripts/setup/machine.mjs').then(({ checkNode }) => checkNode('20.18.1')).catch((error) => { console.error(error.message); process.exit(1); })";
  let said = '';
  try {
    execFileSync(process.execPath, ['-e', check], { cwd: join(import.meta.dirname, '../../..'), encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    said = String((error as { stderr?: unknown }).stderr);
  }
  expect(said.trim()).toBe('Node 20.18.1 is too old. Install Node 20.19.0 or newer, then run the command again.');
});
