import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { anOrder } from '../../test/anOrder.ts';
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

test('the records are told by workspace: events that wait and since when', async () => {
  let now = new Date();
  await using server = await aServer({ now: () => now });
  const [lan, hoa] = [await server.shop('lan'), await server.shop('hoa')];
  for (const code of ['A', 'B']) {
    const body = { type: 'order.created', payload: { order: anOrder(code) } };
    expect((await server.rest(lan, '/events', { method: 'POST', body })).status).toBeLessThan(300);
  }

  now = new Date(now.getTime() + 90_000);
  const { body } = await server.call('/metrics');
  expect(body).toContain(`noi_events_waiting{workspace="${lan.workspaceId}"} 2`);
  expect(Number(new RegExp(`noi_queue_age_seconds\\{workspace="${lan.workspaceId}"\\} (\\S+)`).exec(body)?.[1])).toBeGreaterThan(80);
  expect(body).toContain('noi_records_read 1');
  expect(body).not.toContain(`noi_events_waiting{workspace="${hoa.workspaceId}"} 2`);
});

test('the worker beside the API is shown with it, and its silence too', async () => {
  const worker = createServer((_request, response) => response.end('# TYPE noi_started_runs_total counter\nnoi_started_runs_total{workspace="w"} 3\n'));
  await new Promise<void>((resolve) => worker.listen(0, '127.0.0.1', resolve));
  await using server = await aServer({ config: { workerUrl: `http://127.0.0.1:${(worker.address() as AddressInfo).port}` } });

  const together = (await server.call('/metrics')).body;
  expect(together).toContain('noi_worker_up 1');
  expect(together).toContain('noi_started_runs_total{workspace="w"} 3');

  worker.closeAllConnections();
  await new Promise((resolve) => worker.close(resolve));
  const alone = (await server.call('/metrics')).body;
  expect(alone).toContain('noi_worker_up 0');
  expect(alone).not.toContain('noi_started_runs_total');
});
