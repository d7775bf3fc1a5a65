import { randomUUID } from 'node:crypto';
import type { Db } from '@noi/db';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { chain, orderCreated, publishFlow } from './testing/flows.ts';
import { ScriptedProvider } from './testing/ScriptedProvider.ts';
import { startTestHost, type TestHost } from './testing/startTestHost.ts';
import { until } from './testing/until.ts';
import { findCauses } from './watch/findCauses.ts';

let database: TestDatabase;
let temporal: TestTemporal;
let provider: ScriptedProvider;
let host: TestHost;
let db: Db;
let workspaceId: string;

beforeAll(async () => {
  [database, temporal, provider] = await Promise.all([createTestDatabase(), testTemporal(), ScriptedProvider.start()]);
  db = database.db;
  const servers = { databaseUrl: database.url, temporalAddress: temporal.address, taskQueue: `accounts-${randomUUID()}` };
  host = await startTestHost({ ...servers, probe: { providerUrl: provider.url, timeoutMs: 20_000 } });
});
afterAll(async () => {
  await host?.[Symbol.asyncDispose]();
  await Promise.all([database?.[Symbol.asyncDispose](), provider?.[Symbol.asyncDispose](), temporal?.[Symbol.asyncDispose]()]);
});
beforeEach(() => {
  workspaceId = randomUUID();
  provider.delivered.length = 0;
  provider.spent.length = 0;
  provider.calls = 0;
  provider.treatments.clear();
});

async function connect(type: string, values: Readonly<Record<string, string>>): Promise<string> {
  const { id } = await host.accounts.create({ workspaceId, type, name: 'Tài khoản', mode: 'live', values });
  return id;
}

/** A live flow that writes once for every order; its messages bear the node's name. */
async function publish(node: string, connectionId: string, text = node): Promise<void> {
  const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;
  const input = { phone: '{{ trigger.order.customer.phone }}', text: `${text} {{ trigger.order.code }}` };
  const send = { id: 'send', kind: 'action', node: `probe.${node}`, nodeVersion: 1, connectionId, input } as const;
  await publishFlow({ db, catalog: host.catalog, workspaceId, graph: chain(trigger, send) });
}

function order(...codes: readonly string[]) {
  return db.events.store(codes.map((code) => ({ workspaceId, source: 'haravan', connectionId: null, event: orderCreated(code) })));
}

const codes = (from: number, count: number) => Array.from({ length: count }, (_, nr) => `${from + nr}`);
const lastLines = () => host.log.slice(-5).join(' | ');
const runs = (state: 'done' | 'waiting') => db.runs.list({ workspaceId, state, limit: 200 });
const texts = () => provider.delivered.map(({ text }) => text).sort();

async function held(connectionId: string, count: number): Promise<void> {
  const holdKey = `connection:${connectionId}` as const;
  await until(async () => (await db.waits.countHeld({ workspaceId, holdKey })) === count, { what: `${count} held steps; log: ${lastLines()}` });
}

function done(count: number, text = ''): Promise<unknown> {
  const isDone = async () => provider.delivered.filter((message) => message.text.startsWith(text)).length === count && (await runs('done')).length >= count;
  return until(isDone, { everyMs: 200, what: `${count} runs to be done; log: ${lastLines()}` });
}

async function openAlerts() {
  for (let round = 0; round < 3; round += 1) await findCauses({ db, now: () => new Date() });
  return (await db.alerts.list({ workspaceId, isOpen: true, limit: 20 })).map(({ kind, key }) => [kind, key]);
}

test('a refused account holds every step that uses it, with one alert; connected again, each goes on by itself, once', { timeout: 90_000 }, async () => {
  const account = await connect('probe.account', { token: 'key-1' });
  await publish('shop_none', account);
  await publish('shop_native', account);
  provider.treatments.set('key-1', 'refused');

  await order(...codes(100, 3));
  await held(account, 6);
  expect(await db.connections.get({ workspaceId, id: account })).toMatchObject({ state: 'attention', problem: { vi: expect.any(String) } });
  const asked = provider.callsOf('key-1');
  // What comes due later does not even ask.
  await order(...codes(200, 2));
  await held(account, 10);
  expect(provider.callsOf('key-1')).toBe(asked);
  expect(await db.messages.list({ workspaceId, limit: 20 })).toEqual([]);
  expect(await openAlerts()).toEqual([['connection_lost', account]]);

  await host.accounts.update({ workspaceId, id: account, values: { token: 'key-2' } });
  await done(10);
  expect(texts()).toEqual(['shop_native', 'shop_none'].flatMap((node) => [...codes(100, 3), ...codes(200, 2)].map((code) => `${node} ${code}`)));
  expect((await db.messages.list({ workspaceId, limit: 20 })).map(({ state }) => state)).toEqual(Array(10).fill('sent'));
  expect(await openAlerts()).toEqual([]);
});

test('a token whose renewal is refused holds the steps as a refused call does, and is spent once', { timeout: 60_000 }, async () => {
  const mailbox = await connect('probe.mailbox', { token: 'old', refresh: 'bad-1', expiresAt: '2020-01-01T00:00:00.000Z' });
  await publish('mail', mailbox);
  await order(...codes(100, 3));
  await held(mailbox, 3);
  expect(provider).toMatchObject({ spent: ['bad-1'], calls: 0 });
  expect(await db.connections.get({ workspaceId, id: mailbox })).toMatchObject({ state: 'attention' });
  expect(await openAlerts()).toEqual([['connection_lost', mailbox]]);

  await host.accounts.update({ workspaceId, id: mailbox, values: { refresh: 'good' } });
  await done(3);
  expect(provider.spent).toEqual(['bad-1', 'good']);
  expect(provider.callsOf('token-of-good')).toBe(3);
});

test('a step whose account was removed fails in words; nothing is held for what cannot come back', async () => {
  const account = await connect('probe.account', { token: 'key-1' });
  await publish('shop_none', account);
  await db.connections.remove({ workspaceId, id: account });
  await order('100');
  const run = await until(async () => (await db.runs.list({ workspaceId, limit: 1 })).find(({ endedAt }) => endedAt !== null));
  expect(run).toMatchObject({ state: 'failed', error: { kind: 'invalid_input', text: { vi: expect.stringContaining('kết nối') } } });
});
