import { randomUUID } from 'node:crypto';
import type { Db } from '@noi/db';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { continueNowSignal } from '@noi/temporal-workflows';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { chain, orderCreated, publishFlow } from './testing/flows.ts';
import { ScriptedProvider } from './testing/ScriptedProvider.ts';
import { startTestHost, type TestHost } from './testing/startTestHost.ts';
import { until } from './testing/until.ts';

let database: TestDatabase;
let temporal: TestTemporal;
let provider: ScriptedProvider;
let db: Db;
let host: TestHost;
let workspaceId: string;
let flowId: string;
const taskQueue = `pause-${randomUUID()}`;

const startWorker = () => startTestHost({ databaseUrl: database.url, temporalAddress: temporal.address, taskQueue, probe: { providerUrl: provider.url } });

beforeAll(async () => {
  [database, temporal, provider] = await Promise.all([createTestDatabase(), testTemporal(), ScriptedProvider.start()]);
  db = database.db;
  host = await startWorker();
});
afterAll(async () => {
  await host?.[Symbol.asyncDispose]();
  await Promise.all([database?.[Symbol.asyncDispose](), provider?.[Symbol.asyncDispose](), temporal?.[Symbol.asyncDispose]()]);
});

/** A shop whose flow waits a second, then writes; three runs of it, paused while they wait. */
beforeEach(async () => {
  provider.delivered.length = 0;
  provider.calls = 0;
  workspaceId = randomUUID();
  const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;
  const wait = { id: 'wait', kind: 'wait', wait: { type: 'duration', amount: 1, unit: 'days' } } as const;
  const input = { phone: '{{ trigger.order.customer.phone }}', text: '{{ trigger.order.code }}' };
  const send = { id: 'send', kind: 'action', node: 'probe.send_none', nodeVersion: 1, input } as const;
  flowId = await publishFlow({ db, catalog: host.catalog, workspaceId, graph: chain(trigger, wait, send) });
  await order('A', 'B', 'C');
  await until(async () => (await db.runs.list({ workspaceId, state: 'waiting', limit: 10 })).length === 3);
  await db.flows.setStatus({ workspaceId, id: flowId }, 'paused');
  await endWaits();
  await until(async () => (await held()) === 3, { what: `three held steps; log: ${host.log.slice(-5).join(' | ')}` });
});

function order(...codes: readonly string[]) {
  return db.events.store(codes.map((code) => ({ workspaceId, source: 'haravan', connectionId: null, event: orderCreated(code) })));
}

const held = () => db.waits.countHeld({ workspaceId, holdKey: `flow:${flowId}` });

async function endWaits(): Promise<void> {
  for (const run of await db.runs.list({ workspaceId, state: 'waiting', limit: 10 })) {
    await host.host.client.workflow.getHandle(run.workflowId).signal(continueNowSignal, { runId: run.id, stepId: 'wait' });
  }
}

async function allDone(count: number): Promise<void> {
  await until(async () => (await db.runs.list({ workspaceId, state: 'done', limit: 10 })).length === count, { what: `${count} runs to be done` });
}

const texts = () => provider.delivered.map(({ text }) => text).sort();

test('nothing goes out while it is paused, also by a new worker, and everything goes once when it is resumed', async () => {
  await host[Symbol.asyncDispose]();
  host = await startWorker();
  expect(provider.calls).toBe(0);
  expect(await db.messages.list({ workspaceId, limit: 10 })).toEqual([]);
  expect(await db.waits.heldSteps({ workspaceId, holdKey: `flow:${flowId}` })).toMatchObject([{ stepId: 'send', count: 3 }]);

  expect(await db.flows.resume({ workspaceId, id: flowId }, { held: 'now', events: 'leave', now: new Date() })).toEqual({ held: 3, events: 0 });
  await allDone(3);
  expect(texts()).toEqual(['A', 'B', 'C']);
});

test('held steps are skipped when that is chosen, and the runs end', async () => {
  await db.flows.resume({ workspaceId, id: flowId }, { held: 'skip', events: 'leave', now: new Date() });
  await allDone(3);
  expect(provider.calls).toBe(0);
  const [run] = await db.runs.list({ workspaceId, limit: 1 });
  const steps = await db.runs.stepRuns({ workspaceId, runId: run?.id ?? '' });
  expect(steps.find(({ stepId }) => stepId === 'send')).toMatchObject({ state: 'skipped', reason: { vi: expect.stringContaining('tạm dừng') } });
});

test('held steps are spread in the order in which they came due, and the events of the pause start runs when asked', async () => {
  await order('D');
  await until(async () => (await db.flows.pause({ workspaceId, id: flowId }))?.eventsMissed === 1);
  expect((await db.runs.list({ workspaceId, limit: 10 })).length).toBe(3);
  const now = new Date();
  expect(await db.flows.resume({ workspaceId, id: flowId }, { held: 'spread', spreadMs: 6_000, events: 'start', now })).toEqual({ held: 3, events: 1 });

  await allDone(3);
  const sent = await db.messages.list({ workspaceId, limit: 10 });
  const times = sent.map(({ reservedAt }) => reservedAt.getTime() - now.getTime()).sort((one, other) => one - other);
  expect(times[1]).toBeGreaterThanOrEqual(2_000);
  expect(times[2]).toBeGreaterThanOrEqual(4_000);
  const runs = await until(async () => {
    const found = await db.runs.list({ workspaceId, limit: 10 });
    return found.length === 4 ? found : null;
  });
  expect(runs.map(({ subject }) => subject).sort()).toEqual(['A', 'B', 'C', 'D']);
});

test('an order that came before a pause and was not yet taken starts its run when the events of the pause shall, once', async () => {
  const key = { workspaceId, id: flowId };
  await db.flows.resume(key, { held: 'now', events: 'leave', now: new Date() });
  await allDone(3);
  await host[Symbol.asyncDispose]();
  await order('D');
  await db.flows.setStatus(key, 'paused');
  await order('E');
  host = await startWorker();
  await until(async () => (await db.flows.pause(key))?.eventsMissed === 2, { what: 'two events that are asked about' });
  expect(await db.runs.list({ workspaceId, limit: 10 })).toHaveLength(3);

  await host[Symbol.asyncDispose]();
  await order('F');
  expect(await db.flows.resume(key, { held: 'now', events: 'start', now: new Date() })).toEqual({ held: 0, events: 2 });
  host = await startWorker();
  await until(async () => (await db.runs.list({ workspaceId, state: 'waiting', limit: 10 })).length === 3, { what: 'three more runs' });
  expect((await db.runs.list({ workspaceId, limit: 10 })).map(({ subject }) => subject).sort()).toEqual(['A', 'B', 'C', 'D', 'E', 'F']);
});

test('what a pause held goes on when the flow is removed', async () => {
  await db.flows.remove({ workspaceId, id: flowId });
  await allDone(3);
  expect(texts()).toEqual(['A', 'B', 'C']);
});
