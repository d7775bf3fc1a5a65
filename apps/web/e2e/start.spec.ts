import { existsSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from '@noi/ports';
import { expect, test } from '@playwright/test';
import { listeningAddresses, processesNaming } from './processes.ts';
import { isAlive, Product, root, Started } from './product.ts';

test('one start after another: ready, on this machine only, stopped by Ctrl-C or killed, with all data kept', async () => {
  await using product = await Product.startFromNothing();
  const { flowId } = await product.api<{ flowId: string }>('/templates/review-after-delivery/use', { method: 'POST' });
  const demo = product.demo;
  const pids = product.pidsOf('');
  expect(pids.length).toBeGreaterThanOrEqual(5);
  const startAgain = async () => {
    product.started = new Started({ port: product.port, dataDir: product.dataDir });
    await product.started.running();
    expect(product.demo).toEqual(demo);
    expect((await product.api<{ id: string }>(`/flows/${flowId}`)).id).toBe(flowId);
  };

  await test.step('scripts find the demo shop and can ask whether it is up', async () => {
    const { url, ...signIn } = demo;
    expect(url).toBe(`http://127.0.0.1:${product.port}`);
    expect(Object.entries(signIn).map(([name, value]) => [name, typeof value])).toEqual(['email', 'password', 'apiKey'].map((name) => [name, 'string']));
    expect(statSync(join(product.dataDir, 'demo.json')).mode & 0o077).toBe(0);
    for (const path of ['/healthz', '/readyz']) expect(await (await fetch(demo.url + path)).json()).toMatchObject({ ok: true });
    const body = JSON.stringify({ email: demo.email, password: demo.password });
    const login = await fetch(`${url}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json', origin: url }, body });
    expect(login.status).toBe(200);
  });

  await test.step('everything listens on the loopback address only', async () => {
    const addresses = listeningAddresses([...pids, product.started.child.pid ?? 0]);
    expect(addresses).toContain(`127.0.0.1:${product.port}`);
    expect(addresses.length).toBeGreaterThanOrEqual(5);
    expect(addresses.filter((address) => !/^(127\.0\.0\.1|::1):/.test(address))).toEqual([]);
  });

  await test.step('a second copy on the same folder is refused', async () => {
    const { code, output } = await new Started({ port: await freePort(), dataDir: product.dataDir }).ended;
    expect([code, output.trim().split('\n').at(-1)]).toEqual([1, expect.stringMatching(/already runs on .*NOI_DATA_DIR/)]);
    expect(pids.filter(isAlive)).toEqual(pids);
  });

  await test.step('Ctrl-C stops everything, and the second start is ready in seconds', async () => {
    const { code, output } = await product.started.stop();
    expect(code).toBe(0);
    for (const told of [demo.url, demo.email, demo.password, product.dataDir, 'Ctrl-C']) expect(output).toContain(told);
    expect(pids.filter(isAlive)).toEqual([]);
    expect(processesNaming(product.dataDir)).toEqual([]);
    const began = Date.now();
    await startAgain();
    expect(Date.now() - began).toBeLessThan(60_000);
  });

  await test.step('killed with -9 it leaves no process behind, and starts again', async () => {
    const left = product.pidsOf('');
    product.started.child.kill('SIGKILL');
    await product.started.ended;
    await expect.poll(() => left.filter(isAlive), { timeout: 60_000 }).toEqual([]);
    await expect.poll(() => processesNaming(product.dataDir), { timeout: 10_000 }).toEqual([]);
    await startAgain();
  });
});

test('two copies with folders and ports of their own run side by side', async () => {
  await using first = await Product.start();
  await using second = await Product.startFromNothing();
  await first.api('/templates/review-after-delivery/use', { method: 'POST' });
  expect((await first.api<{ flows: unknown[] }>('/flows')).flows).toHaveLength(1);
  expect((await second.api<{ flows: unknown[] }>('/flows')).flows).toHaveLength(0);
  expect(first.demo.apiKey).not.toBe(second.demo.apiKey);
});

test('a busy port, a folder that cannot be written, an unknown option and an old Node are one clear line each', async () => {
  await using folder = await aFolder();
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const busy = (server.address() as AddressInfo).port;
  await writeFile(join(folder.path, 'file'), '');
  const old = encodeURIComponent("Object.defineProperty(process.versions, 'node', { value: '20.18.1' })");
  const dataDir = join(folder.path, 'data');
  try {
    const refusals = [
      { options: { port: busy, dataDir }, says: new RegExp(`Port ${busy} is busy.*--port`) },
      { options: { port: await freePort(), dataDir: join(folder.path, 'file', 'data') }, says: /cannot be written.*NOI_DATA_DIR/ },
      { options: { port: await freePort(), dataDir: join(folder.path, 'file') }, says: /cannot be written.*NOI_DATA_DIR/ },
      { options: { port: 'many', dataDir }, says: /"many" is not a port/ },
      {
        options: { port: await freePort(), dataDir, nodeArgs: ['--import', `data:text/javascript,${old}`] },
        says: /Node 20\.18\.1 is too old\. Install Node 20\.19/,
      },
    ];
    for (const { options, says } of refusals) {
      const { code, output } = await new Started(options).ended;
      expect(code).toBe(1);
      expect(output.trim().split('\n')).toHaveLength(1);
      expect(output).toMatch(says);
    }
  } finally {
    server.close();
  }
});

test('packages that cannot be downloaded are one clear line', async () => {
  await using folder = await aFolder();
  for (const part of ['package.json', 'package-lock.json', 'scripts', 'packages/ports'])
    await cp(join(root, part), join(folder.path, 'checkout', part), { recursive: true });
  const nowhere = { npm_config_registry: 'http://127.0.0.1:1', npm_config_fetch_retries: '0', npm_config_cache: join(folder.path, 'cache') };
  const started = new Started({ port: await freePort(), dataDir: join(folder.path, 'data'), checkout: join(folder.path, 'checkout'), env: nowhere });
  const { code, output } = await started.ended;
  expect(code).toBe(1);
  expect(output.trim().split('\n').slice(1)).toEqual([expect.stringMatching(/^✖ The packages could not be installed \(.*\)\. Check the network/)]);
  expect(processesNaming(folder.path)).toEqual([]);
});

test('a Temporal server that cannot be had is one clear line, and the database that was up is stopped', async () => {
  await using folder = await aFolder();
  // Neither a temporal command nor Go on the path, nothing in the cache, and no way out of this machine.
  const env = { PATH: await fewCommands(folder.path), XDG_CACHE_HOME: join(folder.path, 'cache') };
  const nowhere = { HTTPS_PROXY: 'http://127.0.0.1:1', HTTP_PROXY: 'http://127.0.0.1:1', https_proxy: 'http://127.0.0.1:1', http_proxy: 'http://127.0.0.1:1' };
  const { code, output } = await new Started({ port: await freePort(), dataDir: join(folder.path, 'data'), env: { ...env, ...nowhere } }).ended;
  expect(code).toBe(1);
  const told = output.trim().split('\n');
  expect(told.filter((line) => line.startsWith('✖'))).toEqual([told.at(-1)]);
  expect(told.at(-1)).toMatch(/No Temporal server could be had .*Install the temporal command, or set TEMPORAL_ADDRESS/);
  expect(output).toContain('✔ PostgreSQL');
  expect(processesNaming(folder.path)).toEqual([]);
});

async function aFolder() {
  const path = await mkdtemp(join(tmpdir(), 'noi-refused-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** A folder with the few commands that starting a database as root needs, to be the whole path. */
async function fewCommands(folder: string): Promise<string> {
  const bin = join(folder, 'bin');
  await mkdir(bin);
  const places = (process.env.PATH ?? '').split(delimiter);
  for (const command of ['id', 'groupadd', 'useradd', 'setpriv', 'true']) {
    const place = places.find((one) => existsSync(join(one, command)));
    if (place) await symlink(join(place, command), join(bin, command));
  }
  return bin;
}
