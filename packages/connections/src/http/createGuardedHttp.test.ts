import type { LookupAddress } from 'node:dns';
import { NodeError } from '@noi/node-sdk';
import { expect, test } from 'vitest';
import { startLocalServer } from '../../test/localServer.ts';
import { createGuardedHttp, type GuardedRequest } from './createGuardedHttp.ts';
import { createNetworkPolicy } from './NetworkPolicy.ts';

const names: Readonly<Record<string, readonly LookupAddress[]>> = {
  'private.example': [{ address: '10.1.2.3', family: 4 }],
  'metadata.example': [{ address: '169.254.169.254', family: 4 }],
  'mixed.example': [
    { address: '93.184.216.34', family: 4 },
    { address: '192.168.0.1', family: 4 },
  ],
  'mapped.example': [{ address: '::ffff:127.0.0.1', family: 6 }],
  'nothing.example': [],
};
const lookUp = async (host: string) => names[host] ?? Promise.reject(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' }));
const guardedFor = (sandboxUrl: string | null = null) => createGuardedHttp(createNetworkPolicy({ sandboxUrl, lookUp }));

const call = (url: string, extra: Partial<GuardedRequest> = {}): GuardedRequest => ({
  method: 'GET',
  url,
  headers: {},
  timeoutMs: 2000,
  repeatable: true,
  ...extra,
});
const failure = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof NodeError)) throw new Error('expected a NodeError', { cause: error });
  return { kind: error.kind, code: error.options.providerCode };
};

test.each([
  'http://127.0.0.1/',
  'http://localhost.example@127.0.0.1/',
  'http://169.254.169.254/latest/meta-data/',
  'http://[::1]/',
  'http://[::ffff:10.0.0.1]/',
  'http://[fd00::1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://127.1/',
  'http://0.0.0.0/',
  'http://10.0.0.8/',
  'http://172.16.3.4/',
  'http://192.168.1.1/',
  'http://100.64.0.1/',
  'http://224.0.0.1/',
  'http://private.example/',
  'https://metadata.example/',
  'http://mixed.example/',
  'http://mapped.example/',
  'http://nothing.example/',
  'http://93.184.216.34:22/',
  'http://93.184.216.34:6379/',
  'ftp://93.184.216.34/',
  'file:///etc/passwd',
  'not an address',
])('%s is refused', async (url) => {
  expect(await failure(guardedFor().send(call(url)))).toEqual({ kind: 'rejected', code: 'address_refused' });
});

test('only the exact host and port of the sandbox may be private', async () => {
  await using sandbox = await startLocalServer((_request, response) => response.end('here'));
  await using other = await startLocalServer((_request, response) => response.end('secret'));
  const guarded = guardedFor(sandbox.url);
  expect(await guarded.send(call(`${sandbox.url}/a?b=c`))).toMatchObject({ status: 200, text: 'here' });
  expect(await failure(guarded.send(call(other.url)))).toEqual({ kind: 'rejected', code: 'address_refused' });
  expect(other.requests).toHaveLength(0);
});

test.each([301, 302, 303, 307, 308])('a %i redirect to a private address is refused before it is dialled', async (status) => {
  await using inside = await startLocalServer((_request, response) => response.end('secret'));
  await using sandbox = await startLocalServer((_request, response) => response.writeHead(status, { location: inside.url }).end());
  expect(await failure(guardedFor(sandbox.url).send(call(sandbox.url)))).toEqual({ kind: 'rejected', code: 'address_refused' });
  expect(inside.requests).toHaveLength(0);
});

test('redirects on one origin are followed with their headers, five at most', async () => {
  await using server = await startLocalServer((request, response) => {
    const left = Number(request.url?.slice(1));
    if (left > 0) response.writeHead(302, { location: `/${left - 1}` }).end();
    else response.end(request.headers.authorization);
  });
  const guarded = guardedFor(server.url);
  expect(await guarded.send(call(`${server.url}/5`, { headers: { authorization: 'Bearer a' } }))).toMatchObject({ text: 'Bearer a' });
  expect(await failure(guarded.send(call(`${server.url}/6`)))).toMatchObject({ kind: 'rejected' });
});

test('an answer over 1 MB is given up', async () => {
  await using server = await startLocalServer((_request, response) => response.end('x'.repeat(1_100_000)));
  expect(await failure(guardedFor(server.url).send(call(server.url)))).toMatchObject({ kind: 'rejected' });
});

test('a refused dial and an unknown name did nothing, whatever the call', async () => {
  const gone = await startLocalServer(() => undefined);
  const { url } = gone;
  await gone[Symbol.asyncDispose]();
  const guarded = guardedFor(url);
  expect(await failure(guarded.send(call(url, { method: 'POST', repeatable: false })))).toEqual({ kind: 'unavailable', code: 'ECONNREFUSED' });
  expect(await failure(guarded.send(call('https://unknown.example/', { method: 'POST', repeatable: false })))).toEqual({
    kind: 'unavailable',
    code: 'ENOTFOUND',
  });
});

test.each([
  [true, 'timeout'],
  [false, 'unknown_outcome'],
])('no answer in time, repeatable %s, is %s', async (repeatable, kind) => {
  await using server = await startLocalServer(() => undefined);
  expect(await failure(guardedFor(server.url).send(call(server.url, { method: 'POST', repeatable, timeoutMs: 150 })))).toMatchObject({ kind });
});

test('a call that is ended early is cut off, and none begins after that', async () => {
  await using server = await startLocalServer(() => undefined);
  const guarded = guardedFor(server.url);
  const end = new AbortController();
  const ended = failure(guarded.send(call(server.url, { method: 'POST', repeatable: false, timeoutMs: 60_000, signal: end.signal })));
  await expect.poll(() => server.requests.length).toBe(1);
  end.abort();
  expect(await ended).toEqual({ kind: 'unknown_outcome', code: 'timeout' });
  await failure(guarded.send(call(server.url, { method: 'POST', repeatable: false, signal: end.signal })));
  expect(server.requests).toHaveLength(1);
});

test.each([
  [true, 'unavailable'],
  [false, 'unknown_outcome'],
])('a line cut after sending, repeatable %s, is %s', async (repeatable, kind) => {
  await using server = await startLocalServer((request) => request.socket.destroy());
  expect(await failure(guardedFor(server.url).send(call(server.url, { method: 'POST', repeatable, body: 'x' })))).toMatchObject({ kind });
});

test('hosts of other protocols are checked the same way', async () => {
  await using server = await startLocalServer(() => undefined);
  const { hostname, port } = new URL(server.url);
  const guarded = guardedFor(server.url);
  expect(await guarded.checkHost(hostname, Number(port))).toBe(hostname);
  expect(await guarded.checkHost('93.184.216.34', 587)).toBe('93.184.216.34');
  expect(await failure(guarded.checkHost('private.example', 587))).toMatchObject({ code: 'address_refused' });
  expect(await failure(guarded.checkHost('93.184.216.34', 22))).toMatchObject({ code: 'address_refused' });
});
