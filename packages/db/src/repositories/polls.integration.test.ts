import type { Plan } from '@noi/flow';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../newId.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aGraph, anEvent, aPlan } from '../testRecords.ts';

let database: TestDatabase;
let workspaceId: string;
let connectionId: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  workspaceId = newId();
  const account = { workspaceId, packageId: 'haravan', type: 'haravan.shop', name: 'Shop', mode: 'live', settings: {} } as const;
  connectionId = (await database.db.connections.create({ ...account, sealedSecrets: new Uint8Array([1]), doorToken: newId() })).id;
});

const pollId = 'haravan.orders';
const at = (time: string) => new Date(`2026-11-20T${time}Z`);
const words = { vi: 'Không kết nối được', en: 'No connection' };
const page = (names: readonly string[], cursor: unknown, time: string) => ({
  events: names.map((name) => ({ source: 'haravan', event: anEvent(workspaceId, name).event })),
  ...{ cursor, at: at(time), nextAt: new Date(at(time).getTime() + 300_000) },
});
const stored = async () => (await database.db.events.list({ workspaceId, limit: 50 })).map(({ externalId }) => externalId).sort();

async function publish(flowId?: string): Promise<string> {
  const id = flowId ?? (await database.db.flows.create({ workspaceId, name: 'Đơn mới', graph: aGraph() })).id;
  const trigger = { id: 'start', kind: 'trigger', title: 'Đơn', level: 'root', node: 'haravan.orderCreated', nodeVersion: 1 } as const;
  const plan: Plan = { ...aPlan(`hash-${newId()}`), steps: { start: { ...trigger, event: 'order.created', source: 'haravan', connectionId, poll: pollId } } };
  const subscription = { event: 'order.created', source: 'haravan', connectionId } as const;
  await database.db.flows.publish({ workspaceId, id, graph: aGraph(), plan, subscription, publishedBy: null, at: at('08:00:00') });
  return id;
}

async function take(time: string, leaseMs = 60_000) {
  const leases = await database.db.polls.take({ now: at(time), until: new Date(at(time).getTime() + leaseMs), limit: 50 });
  return leases.filter((lease) => lease.workspaceId === workspaceId);
}

async function taken(time: string) {
  const [lease] = await take(time);
  if (!lease) throw new Error(`Nothing to poll at ${time}`);
  return lease;
}

test('one poll for all flows of an account, whose cursor survives every publish', async () => {
  const flowId = await publish();
  await publish();
  const lease = await taken('08:00:00');
  expect(lease).toMatchObject({ connectionId, pollId, cursor: null });
  expect(await database.db.polls.settle(lease, page(['a', 'b'], { page: 2 }, '08:00:01'))).toBe(true);

  await publish(flowId);
  expect(await take('08:04:00')).toEqual([]);
  const next = await taken('08:06:00');
  expect(next.cursor).toEqual({ page: 2 });
  await database.db.polls.settle(next, page(['b', 'c'], { page: 3 }, '08:06:01'));
  expect(await stored()).toEqual(['a', 'b', 'c']);
});

test('one poller at a time; who outlives the lease stores nothing', async () => {
  await publish();
  const answers = await Promise.all(Array.from({ length: 4 }, () => take('08:00:00')));
  expect(answers.flat()).toHaveLength(1);
  expect(await take('08:00:30')).toEqual([]);

  const [late] = answers.flat();
  const other = await taken('08:02:00');
  expect(late && (await database.db.polls.settle(late, page(['late'], 'late', '08:02:01')))).toBe(false);
  expect(await database.db.polls.settle(other, page(['a'], 'mine', '08:02:02'))).toBe(true);
  expect(await stored()).toEqual(['a']);
});

test('a failure keeps the cursor and is counted until the next success', async () => {
  await publish();
  await database.db.polls.settle(await taken('08:00:00'), page([], { page: 2 }, '08:00:01'));
  const failing = await taken('08:06:00');
  await database.db.polls.fail(failing, { problem: words, nextAt: at('08:16:00') });
  expect(await database.db.polls.get({ workspaceId, connectionId, pollId })).toMatchObject({ cursor: { page: 2 }, failures: 1, problem: words });
  expect(await take('08:15:00')).toEqual([]);

  const next = await taken('08:16:00');
  expect(next.failures).toBe(1);
  await database.db.polls.settle(next, page([], { page: 3 }, '08:16:01'));
  expect(await database.db.polls.get({ workspaceId, connectionId, pollId })).toMatchObject({ failures: 0, problem: null });
});

test('nobody is asked for a removed flow or an account that needs attention; a paused flow still hears', async () => {
  const flowId = await publish();
  await database.db.flows.setStatus({ workspaceId, id: flowId }, 'paused');
  expect(await take('08:00:00', 0)).toHaveLength(1);
  await database.db.connections.update({ workspaceId, id: connectionId }, { state: 'attention', problem: words });
  expect(await take('08:10:00', 0)).toEqual([]);
  await database.db.connections.update({ workspaceId, id: connectionId }, { state: 'ok', problem: null });
  expect(await take('08:20:00', 0)).toHaveLength(1);
  await database.db.flows.remove({ workspaceId, id: flowId });
  expect(await take('08:30:00', 0)).toEqual([]);
});
