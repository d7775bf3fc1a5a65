import { randomUUID } from 'node:crypto';
import type { Db, ListedRun } from '@noi/db';
import { createTestDatabase, readRows, type TestDatabase } from '@noi/db/testing';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { continueNowSignal } from '@noi/temporal-workflows';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { chain, orderCreated, publishFlow, type StepWithoutPlace } from '../testing/flows.ts';
import { ScriptedProvider } from '../testing/ScriptedProvider.ts';
import { startTestHost, type TestHost } from '../testing/startTestHost.ts';
import { until } from '../testing/until.ts';

let database: TestDatabase;
let temporal: TestTemporal;
let provider: ScriptedProvider;
let host: TestHost;
let db: Db;
let workspaceId: string;

beforeAll(async () => {
  [database, temporal, provider] = await Promise.all([createTestDatabase(), testTemporal(), ScriptedProvider.start()]);
  db = database.db;
  const servers = { databaseUrl: database.url, temporalAddress: temporal.address, taskQueue: `sweep-${randomUUID()}` };
  host = await startTestHost({ ...servers, probe: { providerUrl: provider.url }, sweep: { sweepMs: 500, lostAfterMs: 0 } });
});
afterAll(async () => {
  await host?.[Symbol.asyncDispose]();
  await Promise.all([database?.[Symbol.asyncDispose](), provider?.[Symbol.asyncDispose](), temporal?.[Symbol.asyncDispose]()]);
});
afterEach(() => {
  provider.delivered.length = 0;
});

const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;
const rest = { id: 'rest', kind: 'wait', wait: { type: 'duration', amount: 3, unit: 'days' } } as const;
const send = (id: string) =>
  ({
    id,
    kind: 'action',
    node: 'probe.send_none',
    nodeVersion: 1,
    input: { phone: '{{ trigger.order.customer.phone }}', text: `${id} {{ trigger.order.code }}` },
  }) as const;

/** A shop of its own with one live flow and these orders. */
async function startFlow(steps: readonly StepWithoutPlace[], ...codes: readonly string[]): Promise<void> {
  workspaceId = randomUUID();
  await publishFlow({ db, catalog: host.catalog, workspaceId, graph: chain(trigger, ...steps) });
  await db.events.store(codes.map((code) => ({ workspaceId, source: 'haravan', connectionId: null, event: orderCreated(code) })));
}

const list = () => db.runs.list({ workspaceId, limit: 50 });

/** All runs of the shop, when they are so. */
async function runsAre(is: (run: ListedRun) => boolean, count = 1): Promise<readonly ListedRun[]> {
  return until(
    async () => {
      const runs = await list();
      return runs.length === count && runs.every(is) ? runs : null;
    },
    { what: `${count} runs; log: ${host.log.slice(-5).join(' | ')}` },
  );
}

const isWaiting = ({ state }: ListedRun) => state === 'waiting';
const workflow = (id: string) => host.host.client.workflow.getHandle(id);

async function terminateAll(): Promise<ReadonlySet<string>> {
  const hosts = new Set((await list()).map(({ workflowId }) => workflowId));
  for (const id of hosts) await workflow(id).terminate('by hand');
  return hosts;
}

async function endWaits(): Promise<void> {
  for (const run of await list()) await workflow(run.workflowId).signal(continueNowSignal, { runId: run.id, stepId: 'rest' });
}

const texts = () => provider.delivered.map(({ text }) => text).sort();

test('runs of a workflow that was terminated go on in another one; nothing is sent twice, and nothing is left out', async () => {
  await startFlow([send('before'), rest, send('after')], 'A', 'B', 'C');
  const before = await runsAre(isWaiting, 3);
  const terminated = await terminateAll();
  const moved = await runsAre((run) => isWaiting(run) && !terminated.has(run.workflowId), 3);

  expect(moved.map(({ waiting }) => waiting?.until)).toEqual(before.map(({ waiting }) => waiting?.until));
  await endWaits();
  await runsAre(({ state }) => state === 'done', 3);
  expect(texts()).toEqual(['after A', 'after B', 'after C', 'before A', 'before B', 'before C']);
  const [run] = moved;
  const steps = await db.runs.stepRuns({ workspaceId, runId: run?.id ?? '' });
  expect(steps.map(({ stepId, state }) => `${stepId} ${state}`).sort()).toEqual(['after done', 'before done', 'rest done', 'trigger done']);
});

test('a call that is under way when its workflow is terminated is not made again', async () => {
  provider.next({ kind: 'slow', ms: 3_500 });
  await startFlow([send('slow'), send('after')], 'A');
  await until(async () => (await db.messages.list({ workspaceId, limit: 1 }))[0]?.state === 'reserved');
  await terminateAll();
  await runsAre(({ state }) => state === 'done');
  expect(texts()).toEqual(['after A', 'slow A']);
});

test('what comes while nobody hosts the run is heard by the next host', async () => {
  await startFlow([{ id: 'paid', kind: 'waitForEvent', node: 'probe.paid', nodeVersion: 1, belongs: 'order' }, send('after')], 'A');
  const [run] = await runsAre(isWaiting);
  await until(async () => db.waits.get({ workspaceId, runId: run?.id ?? '', token: 'root/paid#1@1' }));
  await terminateAll();
  const at = '2026-11-22T03:00:00.000Z';
  const payload = { orderCode: 'A', amount: 250_000, paidAt: at };
  await db.events.store([{ workspaceId, source: 'api', connectionId: null, event: { type: 'payment.received', externalId: 'p1', occurredAt: at, payload } }]);
  await runsAre(({ state }) => state === 'done');
  expect(texts()).toEqual(['after A']);
});

test('a run that loses one host after another is ended with the cause, and can be taken up by a person', async () => {
  await startFlow([rest, send('after')], 'A');
  for (let times = 0; times < 4; times += 1) {
    const [run] = await runsAre(isWaiting);
    await workflow(run?.workflowId ?? '').terminate('again');
    await runsAre(({ workflowId, state }) => state === 'failed' || workflowId !== run?.workflowId);
  }
  const [run] = await runsAre(({ state }) => state === 'failed');
  expect(run).toMatchObject({ error: { kind: 'bug', text: { vi: expect.stringContaining('lỗi phía chúng tôi') } } });
  const rows = await db.runs.stepRuns({ workspaceId, runId: run?.id ?? '' });
  expect(rows.map(({ stepId, state }) => `${stepId} ${state}`).sort()).toEqual(['rest failed', 'trigger done']);
  expect(await db.retries.groups({ workspaceId, limit: 5 })).toMatchObject([{ stepId: 'rest', errorKind: 'bug', count: 1 }]);
  expect(texts()).toEqual([]);
});

test('a run whose plan is gone is ended with the cause', async () => {
  await startFlow([rest, send('after')], 'A');
  const [run] = await runsAre(isWaiting);
  await forgetPlans();
  await workflow(run?.workflowId ?? '').terminate('by hand');
  expect(await runsAre(({ state }) => state === 'failed')).toMatchObject([{ error: { kind: 'bug' } }]);
});

/** As when a backup without them was put back. */
async function forgetPlans(): Promise<void> {
  await readRows(database.url, `delete from plan where workspace_id = '${workspaceId}'`);
}
