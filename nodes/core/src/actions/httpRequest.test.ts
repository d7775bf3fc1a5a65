import { createNodeHarness } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { corePackage } from '../index.ts';
import { httpRequest } from './httpRequest.ts';

async function setUp() {
  const harness = await createNodeHarness(corePackage, { type: 'core.smtp' });
  return { harness, url: harness.emulator.url, [Symbol.asyncDispose]: () => harness[Symbol.asyncDispose]() };
}

test('JSON goes out with the key and comes back as data', async () => {
  await using at = await setUp();
  const result = await at.harness.run(
    httpRequest,
    { method: 'POST', url: `${at.url}/echo?a=1`, headers: { 'X-Shop': 'minh-tam' }, body: '{"ma":"100020"}' },
    { idempotencyKey: 'key-1' },
  );
  expect(result).toEqual({
    status: 200,
    body: expect.objectContaining({
      method: 'POST',
      query: { a: '1' },
      body: '{"ma":"100020"}',
      headers: expect.objectContaining({ 'content-type': 'application/json', 'idempotency-key': 'key-1', 'x-shop': 'minh-tam' }),
    }),
  });
});

test('text is sent as text, a type given by the shop wins, and GET has no body', async () => {
  await using at = await setUp();
  const typeOf = async (headers: Record<string, string>) => {
    const { body } = await at.harness.run(httpRequest, { url: `${at.url}/echo`, headers, body: 'Chào' });
    return (body as { headers: Record<string, string> }).headers['content-type'];
  };
  expect(await typeOf({})).toBe('text/plain; charset=utf-8');
  expect(await typeOf({ 'Content-Type': 'text/csv' })).toBe('text/csv');
  expect(await at.harness.run(httpRequest, { method: 'GET', url: `${at.url}/echo`, body: 'x' })).toMatchObject({ body: { method: 'GET', body: '' } });
});

test.each([
  ['javascript:alert(1)', 'url'],
  ['file:///etc/passwd', 'url'],
  ['example.com/a', 'url'],
  ['https://user:pass@example.com/', 'url'],
])('the address %s is refused', async (url, field) => {
  await using at = await setUp();
  await expect(at.harness.run(httpRequest, { url })).rejects.toMatchObject({ kind: 'invalid_input', options: { field } });
});

test.each([{ Host: 'inside' }, { 'X-A': 'a\r\nX-B: b' }, { 'bad name': 'a' }])('the header %j is refused', async (headers) => {
  await using at = await setUp();
  await expect(at.harness.run(httpRequest, { url: `${at.url}/echo`, headers: headers as Record<string, string> })).rejects.toMatchObject({
    kind: 'invalid_input',
    options: { field: 'headers' },
  });
});

test.each([
  ['POST', 404, 'rejected'],
  ['POST', 500, 'unknown_outcome'],
  ['GET', 500, 'unavailable'],
] as const)('%s answered %i is %s', async (method, status, kind) => {
  await using at = await setUp();
  await expect(at.harness.run(httpRequest, { method, url: `${at.url}/status/${status}` })).rejects.toMatchObject({ kind });
});

test.each([
  [' https://api.example.com:8443/orders?a=1 ', 'api.example.com:8443'],
  ['http://EXAMPLE.com', 'example.com'],
  ['example.com', null],
])('who is reached by %s: %s', (url, host) => {
  expect(httpRequest.host?.({ method: 'GET', url })).toBe(host);
});
