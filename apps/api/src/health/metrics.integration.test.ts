import { expect, test } from 'vitest';
import { aServer } from '../../test/aServer.ts';

const status = async (url: string, headers: Record<string, string> = {}) => (await fetch(`${url}/metrics`, { headers })).status;

test('without a token the metrics are for this machine alone, not for those a proxy speaks for', async () => {
  await using server = await aServer();
  const answer = await fetch(`${server.url}/metrics`);
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('noi_http_seconds')]);
  expect(await status(server.url, { 'x-forwarded-for': '203.0.113.7' })).toBe(401);
  expect(await status(server.url, { 'x-forwarded-for': '127.0.0.1' })).toBe(401);
  expect(await status(server.url, { forwarded: 'for=203.0.113.7' })).toBe(401);
});

test('with a token only who has it reads them, from wherever', async () => {
  await using server = await aServer({ config: { metricsToken: 'a-long-token' } });
  expect(await status(server.url)).toBe(401);
  expect(await status(server.url, { authorization: 'Bearer a-long-tokem' })).toBe(401);
  expect(await status(server.url, { authorization: 'Bearer a-long-token', 'x-forwarded-for': '203.0.113.7' })).toBe(200);
});
