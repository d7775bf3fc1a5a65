import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { aServer } from '../../test/aServer.ts';

async function aBuild() {
  const webDir = await mkdtemp(join(tmpdir(), 'noi-web-'));
  await mkdir(join(webDir, 'assets'));
  await writeFile(join(webDir, 'index.html'), '<!doctype html><title>Nối</title>');
  await writeFile(join(webDir, 'assets', 'index-a1b2c3.js'), 'export {};');
  return { webDir, [Symbol.asyncDispose]: () => rm(webDir, { recursive: true, force: true }) };
}

test('files are kept for long by their hashed names, the page is asked for each time', async () => {
  await using build = await aBuild();
  await using server = await aServer({ webDir: build.webDir });
  const [page, asset] = [await server.call('/'), await server.call('/assets/index-a1b2c3.js')];
  expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache']);
  expect([asset.status, asset.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
});

test('whoever takes compressed files gets them; whoever does not gets them plain', async () => {
  await using build = await aBuild();
  await writeFile(join(build.webDir, 'assets', 'index-a1b2c3.js.gz'), gzipSync('export {};'));
  await using server = await aServer({ webDir: build.webDir });
  const ask = (encoding: string) => server.call('/assets/index-a1b2c3.js', { headers: { 'accept-encoding': encoding } });
  const [small, plain] = [await ask('gzip'), await ask('identity')];
  expect([small.status, small.headers.get('content-encoding'), small.headers.get('content-type')]).toEqual([200, 'gzip', plain.headers.get('content-type')]);
  expect(small.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect([plain.status, plain.headers.get('content-encoding')]).toEqual([200, null]);
});

test('addresses of the app get its page; missing files and unknown operations do not', async () => {
  await using build = await aBuild();
  await using server = await aServer({ webDir: build.webDir });
  for (const path of ['/flows', '/flows/0190-abc/edit?x=1', '/phone?to=lan@example.com', '/runs'])
    expect((await server.call(path)).body).toContain('<title>Nối</title>');
  for (const path of ['/assets/gone-123.js', '/api/v2/x', '/hooks', '/trpcx.js', '/../../etc/passwd.txt']) {
    expect([path, (await server.call(path)).body]).toEqual([path, { error: { code: 'not_found', message: expect.any(String) } }]);
  }
  expect((await server.call('/flows', { method: 'POST' })).status).toBe(404);
});

test('health tells whether each part is well', async () => {
  await using server = await aServer();
  expect(await server.call('/healthz')).toMatchObject({ status: 200, body: { ok: true } });
  expect(await server.call('/readyz')).toMatchObject({ status: 200, body: { ok: true, database: true, temporal: true, sandbox: true } });
  await using cut = await aServer({ config: { sandbox: { url: 'http://127.0.0.1:1', key: '' } } });
  expect(await cut.call('/readyz')).toMatchObject({ status: 503, body: { ok: false, database: true, sandbox: false } });
});
