import { randomUUID } from 'node:crypto';
import { createDb } from '@noi/db';
import { createTestDatabase } from '@noi/db/testing';
import { expect, test } from 'vitest';
import { aServer, type Shop, type TestServer } from '../../../test/aServer.ts';
import { createPresence } from './createPresence.ts';

const flowId = randomUUID();

const show = (server: TestServer, shop: Shop, at: { tabId: string; order: number; stepId?: string | null; flowId?: string | null }) =>
  server.mutate(shop, 'live.show', { flowId, stepId: null, ...at });

async function seen(server: TestServer, shop: Shop, tabId = randomUUID()): Promise<{ tabId: string; name: string; isMe: boolean; stepId: string | null }[]> {
  return (await server.query(shop, 'live.people', { flowId, tabId })).body.result.data;
}

/** A live line of one tab, as a browser holds it; `close` is what closing the tab does. */
async function lineOf(server: TestServer, shop: Shop, tabId: string) {
  const controller = new AbortController();
  const input = encodeURIComponent(JSON.stringify({ tabId }));
  const response = await fetch(`${server.url}/trpc/live.changes?input=${input}`, {
    headers: { cookie: shop.cookie, accept: 'text/event-stream' },
    signal: controller.signal,
  });
  const heard: string[] = [];
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) heard.push(decoder.decode(chunk as Uint8Array, { stream: true }));
  })().catch(() => undefined);
  return {
    text: () => heard.join(''),
    async close() {
      controller.abort();
      await reading;
    },
  };
}

test('another tab sees who has the flow open and at which step, and hears of each move', async () => {
  await using server = await aServer();
  const lan = await server.shop('lan');
  const [mine, other] = [randomUUID(), randomUUID()];
  const line = await lineOf(server, lan, mine);
  await expect.poll(line.text).toContain('connected');

  await show(server, lan, { tabId: other, order: 1, stepId: 'wait_1' });
  await expect.poll(() => seen(server, lan, mine)).toEqual([{ tabId: other, personId: expect.any(String), name: 'lan', isMe: true, stepId: 'wait_1' }]);
  await expect.poll(line.text).toContain(`{"kind":"presence","id":"${flowId}"}`);
  expect(await seen(server, lan, other)).toEqual([]);
  await show(server, lan, { tabId: other, order: 2, flowId: null });
  await expect.poll(() => seen(server, lan, mine)).toEqual([]);
  await line.close();
});

test('a closed tab is gone at once, without saying so', async () => {
  await using server = await aServer();
  const lan = await server.shop('lan');
  const tabId = randomUUID();
  const line = await lineOf(server, lan, tabId);
  await show(server, lan, { tabId, order: 1 });
  await expect.poll(() => seen(server, lan)).toHaveLength(1);
  await line.close();
  await expect.poll(() => seen(server, lan), { timeout: 5000 }).toEqual([]);
});

test('a shop sees nobody of another one, not even at a flow whose id it knows', async () => {
  await using server = await aServer();
  const [lan, hoa] = [await server.shop('lan'), await server.shop('hoa')];
  const tabId = randomUUID();
  await show(server, lan, { tabId, order: 1 });
  await expect.poll(() => seen(server, lan)).toHaveLength(1);
  expect(await seen(server, hoa)).toEqual([]);
  // Nor can it move or close a tab of theirs.
  await show(server, hoa, { tabId, order: 99, flowId: null });
  await expect.poll(() => seen(server, lan)).toHaveLength(1);
});

test('nobody is shown without a session, and whoever moves too fast is told to wait', async () => {
  await using server = await aServer();
  const lan = await server.shop('lan');
  expect((await server.mutate(null, 'live.show', { tabId: randomUUID(), order: 1, flowId, stepId: null })).status).toBe(401);
  expect((await server.mutate(lan, 'live.show', { tabId: 'not a tab', order: 1, flowId, stepId: null })).status).toBe(400);
  const tabId = randomUUID();
  const statuses = await Promise.all(Array.from({ length: 70 }, async (_, order) => (await show(server, lan, { tabId, order })).status));
  expect([statuses.filter((status) => status === 200).length, statuses.filter((status) => status === 429).length]).toEqual([60, 10]);
});

test('two processes of the API know the same', async () => {
  await using database = await createTestDatabase();
  const [left, right] = [createDb({ url: database.url, onError: () => undefined }), createDb({ url: database.url, onError: () => undefined })];
  const now = () => new Date(0);
  const [one, two] = [createPresence({ db: left, now }), createPresence({ db: right, now })];
  const tab = { workspaceId: randomUUID(), userId: 'lan', tabId: randomUUID() };
  const where = { workspaceId: tab.workspaceId, flowId };
  expect(await two.at(where)).toEqual([]);

  const endLine = two.lineOpen(tab);
  await one.show(tab, { order: 1, at: { flowId, stepId: null, name: 'Lan' } });
  await expect.poll(() => two.at(where)).toHaveLength(1);
  await endLine();
  await expect.poll(() => one.at(where)).toEqual([]);
  await Promise.all([left.close(), right.close()]);
});
