import type { Plan } from '@noi/flow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../Db.ts';
import { newId } from '../newId.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aGraph, aPlan } from '../testRecords.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

const start = new Date('2026-11-20T08:00:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
const words = { vi: 'Trùng', en: 'Twice' };
const columns = [
  { key: 'ten', label: 'Tên', type: 'text' },
  { key: 'sdt', label: 'SĐT', type: 'phone' },
] as const;

async function aFlow(workspaceId: string, event: 'broadcast.recipient' | 'webhook.received' = 'broadcast.recipient', flowId?: string) {
  const id = flowId ?? (await db.flows.create({ workspaceId, name: 'Gửi khách cũ', graph: aGraph() })).id;
  const trigger = { id: 'start', kind: 'trigger', title: 'Danh sách', level: 'root', node: 'core.broadcast', nodeVersion: 1, event } as const;
  const plan: Plan = { ...aPlan(`hash-${newId()}`), steps: { start: trigger } };
  await db.flows.publish({ workspaceId, id, graph: aGraph(), plan, subscription: { event }, publishedBy: null, at: start });
  return id;
}

async function aBroadcast({ rows = 5, perMinute = 60, ...key }: { workspaceId: string; flowId: string; rows?: number; perMinute?: number }) {
  const accepted = Array.from({ length: rows }, (_, at) => ({ line: at + 2, row: { ten: `Khách ${at + 1}`, sdt: `+8491234${String(at).padStart(4, '0')}` } }));
  const rejected = [{ line: rows + 2, cells: ['Lan', '0912'], reason: words }];
  const id = await db.broadcasts.create({ ...key, name: 'Khách cũ', columns, perMinute, createdBy: null, accepted, rejected, at: start });
  return { workspaceId: key.workspaceId, id };
}

async function heard(workspaceId: string) {
  const events = await db.events.list({ workspaceId, limit: 500 });
  return events.map(({ externalId }) => Number(externalId.split(':')[1])).reverse();
}

/** All that is due at a time; other tests' lists are due too. */
async function feedAll(now: Date) {
  while (await db.broadcasts.feed(now));
}

test('rows go out in order at their pace, and the list ends', async () => {
  const workspaceId = newId();
  const key = await aBroadcast({ workspaceId, flowId: await aFlow(workspaceId), perMinute: 120 });
  await feedAll(start);
  expect(await heard(workspaceId)).toEqual([1, 2]);
  await feedAll(after(0.5));
  expect(await heard(workspaceId)).toEqual([1, 2]);
  expect(await db.broadcasts.nextAt()).toEqual(after(1));
  await feedAll(after(1));
  expect(await db.broadcasts.get(key)).toMatchObject({ state: 'running', sent: 4, total: 5, rejected: 1 });
  await feedAll(after(2));
  expect(await db.broadcasts.get(key)).toMatchObject({ state: 'done', sent: 5, endedAt: after(2) });
  await feedAll(after(60));
  expect(await heard(workspaceId)).toEqual([1, 2, 3, 4, 5]);
  const [last] = await db.events.list({ workspaceId, limit: 1 });
  expect(last).toMatchObject({
    ...{ type: 'broadcast.recipient', source: 'noi', externalId: `${key.id}:5` },
    payload: { broadcastId: key.id, index: 5, total: 5, row: { ten: 'Khách 5', sdt: '+84912340004' }, customer: { phone: '+84912340004' } },
  });
  expect(await db.broadcasts.rejected(key)).toEqual([{ line: 7, cells: ['Lan', '0912'], reason: words }]);
});

test('eight feeders at once store every row once', async () => {
  const workspaceId = newId();
  const key = await aBroadcast({ workspaceId, flowId: await aFlow(workspaceId), rows: 40, perMinute: 600 });
  for (let second = 0; second < 6; second++) await Promise.all(Array.from({ length: 8 }, () => db.broadcasts.feed(after(second))));
  expect(await heard(workspaceId)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
  expect(await db.broadcasts.get(key)).toMatchObject({ state: 'done', sent: 40 });
});

test('rows whose events are stored but not counted, as after a restored backup, are not doubled', async () => {
  const workspaceId = newId();
  const flowId = await aFlow(workspaceId);
  const key = await aBroadcast({ workspaceId, flowId });
  const payload = { flowId, broadcastId: key.id, row: {}, index: 1, total: 5 };
  const event = { type: 'broadcast.recipient', externalId: `${key.id}:1`, occurredAt: start.toISOString(), payload } as const;
  await db.events.store([{ workspaceId, source: 'noi', connectionId: null, event }]);
  for (let second = 0; second < 6; second++) await feedAll(after(second));
  expect(await heard(workspaceId)).toEqual([1, 2, 3, 4, 5]);
});

test('a paused list keeps its place, goes on without a burst, and a cancelled one never does', async () => {
  const workspaceId = newId();
  const key = await aBroadcast({ workspaceId, flowId: await aFlow(workspaceId) });
  await feedAll(start);
  expect(await db.broadcasts.setState(key, { state: 'paused', at: after(1) })).toBe(true);
  await feedAll(after(600));
  expect(await heard(workspaceId)).toEqual([1]);
  expect(await db.broadcasts.setState(key, { state: 'paused', at: after(600) })).toBe(false);

  expect(await db.broadcasts.setState(key, { state: 'running', at: after(600) })).toBe(true);
  await feedAll(after(600));
  expect(await heard(workspaceId)).toEqual([1, 2]);
  expect(await db.broadcasts.setState(key, { state: 'cancelled', at: after(600) })).toBe(true);
  expect(await db.broadcasts.setState(key, { state: 'running', at: after(601) })).toBe(false);
  await feedAll(after(900));
  expect(await heard(workspaceId)).toEqual([1, 2]);
  expect(await db.broadcasts.get(key)).toMatchObject({ state: 'cancelled', sent: 2, endedAt: after(600) });
});

test('nothing goes out that no run would hear: the flow is paused, removed, or starts with something else', async () => {
  const workspaceId = newId();
  const flowId = await aFlow(workspaceId);
  await aBroadcast({ workspaceId, flowId });
  await db.flows.setStatus({ workspaceId, id: flowId }, 'paused');
  await feedAll(start);
  expect(await heard(workspaceId)).toEqual([]);

  await db.flows.setStatus({ workspaceId, id: flowId }, 'live');
  await aFlow(workspaceId, 'webhook.received', flowId);
  await feedAll(after(60));
  expect(await heard(workspaceId)).toEqual([]);

  await aFlow(workspaceId, 'broadcast.recipient', flowId);
  await feedAll(after(120));
  expect(await heard(workspaceId)).toEqual([1]);
  await db.flows.remove({ workspaceId, id: flowId });
  await feedAll(after(180));
  expect(await heard(workspaceId)).toEqual([1]);
});
