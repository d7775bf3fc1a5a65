import { randomUUID } from 'node:crypto';
import type { Db } from '@noi/db';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GroupStarter } from './dispatch/GroupStarter.ts';
import { chain, largeOrder, orderCreated, publishFlow } from './testing/flows.ts';
import { ScriptedProvider } from './testing/ScriptedProvider.ts';
import { startTestHost, type TestHost } from './testing/startTestHost.ts';
import { until } from './testing/until.ts';

let database: TestDatabase;
let temporal: TestTemporal;
let provider: ScriptedProvider;
let host: TestHost;
let db: Db;
const taskQueue = `refusals-${randomUUID()}`;

beforeAll(async () => {
  [database, temporal, provider] = await Promise.all([createTestDatabase(), testTemporal(), ScriptedProvider.start()]);
  db = database.db;
  host = await startTestHost({ databaseUrl: database.url, temporalAddress: temporal.address, taskQueue, probe: { providerUrl: provider.url } });
});
afterAll(async () => {
  await host?.[Symbol.asyncDispose]();
  await Promise.all([database?.[Symbol.asyncDispose](), provider?.[Symbol.asyncDispose](), temporal?.[Symbol.asyncDispose]()]);
});

async function openShop() {
  const workspaceId = randomUUID();
  const flow = chain(
    { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} },
    { id: 'rest', kind: 'wait', wait: { type: 'duration', amount: 1, unit: 'days' } },
  );
  await publishFlow({ db, catalog: host.catalog, workspaceId, graph: flow });
  return workspaceId;
}

async function order(workspaceId: string, code: string, bytes = 0) {
  const event = bytes === 0 ? orderCreated(code) : largeOrder(code, { bytes });
  await db.events.store([{ workspaceId, source: 'haravan', connectionId: null, event }]);
}

const statesOf = async (workspaceId: string): Promise<Record<string, string>> =>
  Object.fromEntries((await db.runs.list({ workspaceId, limit: 50 })).map(({ subject, state, error }) => [subject, error?.text.en ?? state]));

test('events that are too large for a start fail in words, however many they are, and others begin', async () => {
  const workspaceId = await openShop();
  // More of them than there are places for starts, and above what Temporal takes in at all.
  for (let nr = 0; nr < 9; nr += 1) await order(workspaceId, `large-${nr}`, 4_500_000);
  await order(workspaceId, 'small');

  const states = await until(async () => {
    const now = await statesOf(workspaceId);
    return now.small === 'waiting' && !Object.values(now).includes('starting') ? now : null;
  });
  expect(Object.values(states).filter((state) => state.includes('too large'))).toHaveLength(9);
});

test('what Temporal refuses for good ends in words instead of being tried for ever', async () => {
  const workspaceId = await openShop();
  await order(workspaceId, 'refused');
  const run = await until(async () => (await db.runs.list({ workspaceId, state: 'waiting', limit: 1 }))[0] ?? null);
  const event = await db.events.get({ workspaceId, id: run.eventId });
  if (event === null) throw new Error('its event is there');
  await using starter = aStarter({ taskQueue: 'x'.repeat(2_000) });
  starter.begin({ workflowId: run.workflowId, runs: [{ run, event }] });

  await until(async () => ((await statesOf(workspaceId)).refused?.includes('too large') ? true : null));
  expect(starter.size).toBe(0);
});

test('a starter that waits for Temporal stops when it is told to', async () => {
  const workspaceId = await openShop();
  await order(workspaceId, 'patient');
  const run = await until(async () => (await db.runs.list({ workspaceId, state: 'waiting', limit: 1 }))[0] ?? null);
  const event = await db.events.get({ workspaceId, id: run.eventId });
  if (event === null) throw new Error('its event is there');
  let tries = 0;
  const away = { start: () => Promise.reject(new Error(`away ${++tries}`)) };
  await using starter = aStarter({ client: { workflow: away as never } });
  starter.begin({ workflowId: 'patient', runs: [{ run, event }] });
  await until(async () => (tries >= 3 ? true : null));
  await starter.stop();

  expect(starter.size).toBe(0);
});

function aStarter(options: Partial<ConstructorParameters<typeof GroupStarter>[0]>) {
  const starter = new GroupStarter({
    ...{ db, client: host.host.client, taskQueue, ...options, workflowTaskTimeoutMs: 10_000, atOnce: 1, now: () => new Date() },
    ...{ logger: { debug: () => undefined, info: () => undefined, warn: () => undefined }, onPoint: () => undefined, onStarted: () => undefined },
  });
  return Object.assign(starter, { [Symbol.asyncDispose]: () => starter.stop() });
}
