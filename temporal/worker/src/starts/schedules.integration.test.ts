import { randomUUID } from 'node:crypto';
import type { Db } from '@noi/db';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import type { InputValue } from '@noi/flow';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chain, publishVersion } from '../testing/flows.ts';
import { ScriptedProvider } from '../testing/ScriptedProvider.ts';
import { startTestHost, type TestHost } from '../testing/startTestHost.ts';
import { until } from '../testing/until.ts';

let database: TestDatabase;
let temporal: TestTemporal;
let provider: ScriptedProvider;
let hosts: readonly TestHost[] = [];
let db: Db;
let now = new Date('2026-11-20T08:00:00+07:00');

beforeAll(async () => {
  [database, temporal, provider] = await Promise.all([createTestDatabase(), testTemporal(), ScriptedProvider.start()]);
  db = database.db;
  const options = { databaseUrl: database.url, temporalAddress: temporal.address, taskQueue: `starts-${randomUUID()}`, probe: { providerUrl: provider.url } };
  hosts = [await startTestHost({ ...options, now: () => now }), await startTestHost({ ...options, now: () => now })];
});
afterAll(async () => {
  await Promise.all(hosts.map((host) => host[Symbol.asyncDispose]()));
  await Promise.all([database?.[Symbol.asyncDispose](), provider?.[Symbol.asyncDispose](), temporal?.[Symbol.asyncDispose]()]);
});

const workspaceId = randomUUID();
const graphOf = (input: Record<string, InputValue>, text: string) =>
  chain(
    { id: 'trigger', kind: 'trigger', node: 'probe.schedule', nodeVersion: 1, input },
    { id: 'send', kind: 'action', node: 'probe.send_none', nodeVersion: 1, input: { phone: '0912345678', text: `${text} {{ trigger.localTime }}` } },
  );

async function publish(flowId: string, input: Record<string, InputValue>, text: string) {
  const [host] = hosts;
  if (!host) throw new Error('No host');
  await publishVersion({ db, catalog: host.catalog, workspaceId, flowId, graph: graphOf(input, text), at: now });
}

async function scheduled(input: Record<string, InputValue>, text: string) {
  const { id } = await db.flows.create({ workspaceId, name: text, graph: graphOf(input, text) });
  await publish(id, input, text);
  return id;
}

/** Whichever version was live when the clock was seen to. */
const sent = () => provider.delivered.map(({ text }) => text.replace(/^([AB])\d? /, '$1 ')).sort();
const sentAre = (expected: readonly string[]) =>
  until(async () => sent().length >= expected.length, { what: `${expected.join(', ')}; sent: ${sent().join(', ')}` });

test('two workers start each flow once at its own due time, through republishing', async () => {
  const nine = { repeat: 'daily', time: '09:00' };
  const report = await scheduled(nine, 'A');
  await scheduled({ repeat: 'daily', time: '10:00' }, 'B');

  now = new Date('2026-11-20T09:00:00+07:00');
  await publish(report, nine, 'A2');
  await sentAre(['A 20/11/2026 09:00']);

  await publish(report, { repeat: 'daily', time: '09:30' }, 'A3');
  now = new Date('2026-11-20T10:00:00+07:00');
  const expected = ['A 20/11/2026 09:00', 'A 20/11/2026 09:30', 'B 20/11/2026 10:00'];
  await sentAre(expected);
  expect(sent()).toEqual(expected);
  await until(async () => (await db.runs.list({ workspaceId, state: 'done', limit: 10 })).length === 3, { what: 'three runs to be done' });
  expect(await db.runs.list({ workspaceId, limit: 10 })).toHaveLength(3);
});
