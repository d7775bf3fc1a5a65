import { connect } from 'node:net';
import { aGraph } from '@noi/flow/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aServer, type Shop, type TestServer } from '../../test/aServer.ts';

let server: TestServer;
let lan: Shop;
let minh: Shop;
beforeAll(async () => {
  server = await aServer();
  lan = await server.shop('lan');
  minh = await server.shop('minh');
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const pdf = (words = 'Bảng giá') => new TextEncoder().encode(`%PDF-1.7\n${words}`);
const put = (shop: Shop | null, name: string, content: Uint8Array | string, headers: Record<string, string> = {}) =>
  server.call(`/api/files?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', origin: server.url, ...(shop && { cookie: shop.cookie }), ...headers },
    body: content,
  });
const listOf = async (shop: Shop) => (await server.query(shop, 'shopFiles.list')).body.result.data.files;

test('a file goes in, is listed, comes back as it was under its Vietnamese name, and is deleted', async () => {
  const { status, body } = await put(lan, 'Bảng giá Tết (mới).pdf', pdf());
  expect([status, body]).toEqual([
    201,
    expect.objectContaining({ name: 'Bảng giá Tết (mới).pdf', mediaType: 'application/pdf', bytes: pdf().byteLength, by: 'lan' }),
  ]);
  expect(await listOf(lan)).toEqual([body]);
  expect((await put(lan, 'Tên khác.pdf', pdf())).body).toEqual(body);

  const back = await fetch(`${server.url}/api/files/${body.id}`, { headers: { cookie: lan.cookie } });
  expect(new Uint8Array(await back.arrayBuffer())).toEqual(pdf());
  expect(back.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''B%E1%BA%A3ng%20gi%C3%A1%20T%E1%BA%BFt%20%28m%E1%BB%9Bi%29.pdf`);
  expect([back.headers.get('x-content-type-options'), back.headers.get('content-type'), back.headers.get('cache-control')]).toEqual([
    'nosniff',
    'application/pdf',
    'private, no-store',
  ]);
  expect((await server.mutate(lan, 'shopFiles.remove', { id: body.id })).status).toBe(200);
  expect(await listOf(lan)).toEqual([]);
});

test('a file is its shop’s alone', async () => {
  const { body } = await put(minh, 'Riêng.pdf', pdf('riêng'));
  expect(await listOf(lan)).toEqual([]);
  expect((await server.call(`/api/files/${body.id}`, { headers: { cookie: lan.cookie } })).status).toBe(404);
  expect((await server.mutate(lan, 'shopFiles.remove', { id: body.id })).body.error.data.appCode).toBe('not_found');
  expect(await listOf(minh)).toHaveLength(1);
});

test.each<[string, string, Uint8Array<ArrayBuffer> | string]>([
  ['a program', 'setup.exe', new Uint8Array([0x4d, 0x5a, 0x90, 0])],
  ['a program that says it is a PDF', 'gia.pdf', new Uint8Array([0x4d, 0x5a, 0x90, 0])],
  ['a picture that says it is text', 'anh.txt', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52])],
  ['bytes that are no letters', 'bang.csv', new Uint8Array([0x61, 0x00, 0x62])],
  ['a web page', 'trang.html', '<html><script>alert(1)</script></html>'],
  ['a name that is a word of the language', 'x.constructor', 'a'],
  ['nothing', 'trong.txt', ''],
])('%s is not taken, in words', async (_what, name, content) => {
  const { status, body } = await put(lan, name, content);
  expect([status, body.error.code]).toEqual([422, 'file_unfit']);
  expect(body.error.reason.vi).toContain(name);
});

test('10 MB are taken and a byte more is not; nobody without a session or from another page gets that far', async () => {
  const most = new Uint8Array(10_485_760).fill(97);
  const kept = await put(minh, 'lon.txt', most);
  expect([kept.status, kept.body.bytes]).toEqual([201, 10_485_760]);
  const over = await put(minh, 'qua-lon.txt', new Uint8Array(10_485_761).fill(98));
  expect([over.status, over.body.error.code]).toEqual([413, 'body_too_large']);
  expect((await put(null, 'a.txt', 'a')).status).toBe(401);
  expect((await put(lan, 'a.txt', 'a', { origin: 'https://elsewhere.example' })).status).toBe(403);
  expect((await server.call(`/api/files/${kept.body.id}`)).status).toBe(401);
});

test('a shop that is full is told so, with what to do', async () => {
  const full = await server.shop('day');
  const facts = {
    workspaceId: full.workspaceId,
    name: 'day.txt',
    mediaType: 'text/plain',
    createdBy: null,
    at: new Date(),
    limits: { bytes: 1e6, files: 500 },
  };
  for (let nth = 0; nth < 500; nth += 1) await server.db.shopFiles.put({ ...facts, content: new TextEncoder().encode(String(nth)) });
  const { status, body } = await put(full, 'them.txt', 'a');
  expect([status, body.error.code]).toEqual([409, 'files_full']);
});

test('a flow whose file is gone, or another shop’s, is not published, and a file in use is not deleted', async () => {
  const own = (await put(lan, 'Của Lan.pdf', pdf('lan'))).body.id;
  const theirs = (await put(minh, 'Của Minh.pdf', pdf('minh'))).body.id;
  const mail = (attachments: string[]) =>
    aGraph()
      .trigger()
      .loose({
        ...{ id: 'mail', kind: 'action', node: 'core.sendEmail', nodeVersion: 1, position: { x: 0, y: 200 } },
        input: { to: 'khach@example.com', subject: 'Chào', body: 'Chào', attachments },
      })
      .wire('trigger', 'next', 'mail')
      .build();
  const flowId = (await server.rest(lan, '/flows', { method: 'POST', body: { name: 'Gửi bảng giá', graph: mail([theirs]) } })).body.id;
  const faults = async () => {
    const { body } = await server.rest(lan, `/flows/${flowId}/publish`, { method: 'POST' });
    return body.error.issues.map(({ code, field }: { code: string; field: string }) => `${code} ${field}`);
  };
  expect(await faults()).toEqual(['connection_missing connectionId', 'file_missing attachments']);
  const errors = async () => (await server.query(lan, 'flows.list')).body.result.data.find(({ id }: { id: string }) => id === flowId).issues.errors;
  expect(await errors()).toBe(2);

  await server.rest(lan, `/flows/${flowId}`, { method: 'PUT', body: { graph: mail([own]) } });
  expect(await faults()).toEqual(['connection_missing connectionId']);
  const { error } = (await server.mutate(lan, 'shopFiles.remove', { id: own })).body;
  expect([error.data.appCode, error.data.details.reason.vi]).toEqual(['file_in_use', expect.stringContaining('“Gửi bảng giá”')]);
  expect(await errors()).toBe(1);
});

test('the door has a limit of its own', async () => {
  await using small = await aServer({ filesPerMinute: 2 });
  const asked = [1, 2, 3].map(() => small.call('/api/files/none'));
  expect((await Promise.all(asked)).map(({ status }) => status).sort()).toEqual([401, 401, 429]);
});

/** Sends the first half of a body, and the second one after `restMs`; answers with the first line that comes back, or nothing where the connection is closed. */
function sendSlowly(
  url: string,
  { path, headers, body, restMs }: { path: string; headers: Record<string, string>; body: string; restMs: number },
): Promise<string> {
  const { hostname, port, host } = new URL(url);
  const half = Math.ceil(body.length / 2);
  const lines = Object.entries({ host, origin: url, 'content-length': String(body.length), connection: 'close', ...headers }).map((pair) => pair.join(': '));
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(Number(port), hostname, () => socket.write(`POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body.slice(0, half)}`));
    const rest = setTimeout(() => socket.write(body.slice(half)), restMs);
    socket.on('data', (bytes) => {
      heard += String(bytes);
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(rest);
      resolve(heard.split('\r\n')[0] ?? '');
    });
  });
}

test('a file may come slowly; other bodies are waited for no longer than usual', async () => {
  await using quick = await aServer({ bodyMs: 200 });
  const shop = await quick.shop('mai');
  const slowly = { restMs: 900, headers: { 'content-type': 'application/octet-stream', cookie: shop.cookie } };
  expect(await sendSlowly(quick.url, { ...slowly, path: '/api/files?name=cham.txt', body: 'tung chu mot' })).toContain('201');
  expect(await sendSlowly(quick.url, { ...slowly, path: '/api/auth/sign-in/email', body: '{ "a": 1 }' })).toBe('');
});
