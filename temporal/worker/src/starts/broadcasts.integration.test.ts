import { randomUUID } from 'node:crypto';
import type { Db } from '@noi/db';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
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
  const options = { databaseUrl: database.url, temporalAddress: temporal.address, taskQueue: `lists-${randomUUID()}`, probe: { providerUrl: provider.url } };
  hosts = [await startTestHost({ ...options, now: () => now }), await startTestHost({ ...options, now: () => now })];
});
afterAll(async () => {
  await Promise.all(hosts.map((host) => host[Symbol.asyncDispose]()));
  await Promise.all([database?.[Symbol.asyncDispose](), provider?.[Symbol.asyncDispose](), temporal?.[Symbol.asyncDispose]()]);
});

test('two workers send every row of a list once, through a pause in the middle', async () => {
  const [host] = hosts;
  if (!host) throw new Error('No host');
  const workspaceId = randomUUID();
  const columns = [
    { key: 'ten', label: 'Tên', type: 'text' },
    { key: 'sdt', label: 'SĐT', type: 'phone' },
  ] as const;
  const graph = chain(
    { id: 'trigger', kind: 'trigger', node: 'probe.broadcast', nodeVersion: 1, input: { columns: columns.map((column) => ({ ...column })) } },
    { id: 'send', kind: 'action', node: 'probe.send_none', nodeVersion: 1, input: { phone: '{{ trigger.row.sdt }}', text: '{{ trigger.row.ten }}' } },
  );
  const { id: flowId } = await db.flows.create({ workspaceId, name: 'Khách cũ', graph });
  await publishVersion({ db, catalog: host.catalog, workspaceId, flowId, graph, at: now });
  const names = Array.from({ length: 30 }, (_, at) => `Khách ${String(at + 1).padStart(2, '0')}`);
  const accepted = names.map((ten, at) => ({ line: at + 2, row: { ten, sdt: `+8491234${String(at).padStart(4, '0')}` } }));
  const list = { workspaceId, flowId, name: 'Khách cũ', columns, perMinute: 600, createdBy: null, accepted, rejected: [], at: now };
  const key = { workspaceId, id: await db.broadcasts.create(list) };
  const sent = () => provider.delivered.map(({ text }) => text).sort();

  await until(async () => sent().length === 10, { what: 'the first second’s worth' });
  expect(await db.broadcasts.setState(key, { state: 'paused', at: now })).toBe(true);
  now = new Date(now.getTime() + 60_000);
  expect(await db.broadcasts.get(key)).toMatchObject({ state: 'paused', sent: 10 });

  await db.broadcasts.setState(key, { state: 'running', at: now });
  await until(async () => sent().length === 20, { what: 'the next second’s worth' });
  now = new Date(now.getTime() + 1_000);
  await until(async () => (await db.broadcasts.get(key))?.state === 'done', { what: 'the list to be done' });
  await until(async () => (await db.runs.list({ workspaceId, state: 'done', limit: 50 })).length === 30, { what: 'thirty runs to be done' });
  expect(sent()).toEqual(names);
});
