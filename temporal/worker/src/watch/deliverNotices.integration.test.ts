import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCatalog } from '@noi/catalog';
import { createConnections, createNetworkPolicy, createSecretBox, newWebhookSecret, openWebhookSecret } from '@noi/connections';
import { newId } from '@noi/db';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import { corePackage } from '@noi/nodes-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNoticeSender } from './createNoticeSender.ts';
import { deliverNotices } from './deliverNotices.ts';

interface Post {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

const posts: Post[] = [];
const log: string[] = [];
let answers: number[] = [];
const shop = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    posts.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
    response.writeHead(answers.shift() ?? 200).end();
  });
});

let database: TestDatabase;
let url = '';
beforeAll(async () => {
  database = await createTestDatabase();
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/alerts`;
});
afterAll(async () => {
  shop.close();
  await database[Symbol.asyncDispose]();
});

const start = Date.parse('2026-11-22T03:00:00Z');
const seal = createSecretBox(Buffer.alloc(32, 7));
const logger = { debug: () => undefined, info: () => undefined, warn: (facts: object) => void log.push(JSON.stringify(facts)) };

/** A shop with a webhook, and one round of telling at a minute. `allowed` is the only private address that may be called. */
async function aShop(webhookUrl: string, allowed: string | null = webhookUrl) {
  const { db } = database;
  const workspaceId = newId();
  const { secret, sealed } = newWebhookSecret(seal, workspaceId);
  const ages = { quietMinutes: 60, stepDataDays: 90, eventDays: 365 };
  await db.alerts.saveSettings(workspaceId, { ...ages, channels: { webhook: { url: webhookUrl } }, sealedSecret: sealed });
  const catalog = createCatalog([corePackage]);
  const network = createNetworkPolicy({ sandboxUrl: allowed });
  const connections = createConnections({ db, catalog, seal, network, sandboxUrl: null, now: () => new Date(start) });
  const openSecret = (bytes: Uint8Array, owner: string) => openWebhookSecret(seal, { workspaceId: owner, sealed: bytes });
  const round = (minute: number) => {
    const now = () => new Date(start + minute * 60_000);
    return deliverNotices({ db, logger, now, send: createNoticeSender({ db, catalog, connections, openSecret, logger, now }) });
  };
  await db.alerts.sendTest({ workspaceId, at: new Date(start) });
  const deliveries = async () => (await db.alerts.list({ workspaceId, limit: 1 }))[0]?.deliveries ?? [];
  return { secret, round, deliveries };
}

test('a notice reaches the webhook once, signed with the shop’s secret, also with two workers', async () => {
  const { secret, round, deliveries } = await aShop(url);
  await Promise.all([round(0), round(0)]);
  await round(10);
  expect(posts).toHaveLength(1);
  const { headers, body } = posts[0] ?? { headers: {}, body: '' };
  const [, seconds = '', signature = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['noi-signature'])) ?? [];
  expect(createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')).toBe(signature);
  expect(JSON.parse(body)).toMatchObject({ kind: 'test', count: 1, words: { title: { vi: 'Tin thử từ Nối' } } });
  expect(await deliveries()).toMatchObject([{ channel: 'webhook', state: 'sent' }]);
});

test('a shop’s server that is down is tried again later, under the same key', async () => {
  posts.length = 0;
  answers = [503, 503];
  const { round, deliveries } = await aShop(url);
  for (const minute of [0, 0.5, 1, 2, 3, 9]) await round(minute);
  expect(await deliveries()).toMatchObject([{ state: 'sent', problem: null }]);
  expect(posts).toHaveLength(3);
  expect(new Set(posts.map(({ headers }) => headers['noi-delivery'])).size).toBe(1);
});

test('a private address is never called', async () => {
  posts.length = 0;
  const { round, deliveries } = await aShop(url, null);
  await round(0);
  expect(posts).toEqual([]);
  expect(await deliveries()).toMatchObject([{ state: expect.stringMatching(/failed|pending/), problem: { vi: expect.any(String) } }]);
});
