import { randomUUID } from 'node:crypto';
import { createCatalog } from '@noi/catalog';
import type { Db } from '@noi/db';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { workflowBundleFile } from '@noi/temporal-workflows/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { chain, orderCreated, publishFlow } from '../testing/flows.ts';
import { createProbePackage } from '../testing/probePackage.ts';
import { ScriptedProvider } from '../testing/ScriptedProvider.ts';
import { startTestHost } from '../testing/startTestHost.ts';
import { until } from '../testing/until.ts';

let database: TestDatabase;
let temporal: TestTemporal;
let provider: ScriptedProvider;
let db: Db;
let workspaceId: string;
beforeAll(async () => {
  [database, temporal, provider] = await Promise.all([createTestDatabase(), testTemporal(), ScriptedProvider.start(), workflowBundleFile()]);
  db = database.db;
});
afterAll(async () => {
  await Promise.all([database?.[Symbol.asyncDispose](), provider?.[Symbol.asyncDispose](), temporal?.[Symbol.asyncDispose]()]);
});
beforeEach(() => {
  workspaceId = randomUUID();
});

/** A live flow whose runs wait for three days before they write. */
async function waitingFlow(): Promise<string> {
  const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;
  const wait = { id: 'wait', kind: 'wait', wait: { type: 'duration', amount: 3, unit: 'days' } } as const;
  const input = { phone: '{{ trigger.order.customer.phone }}', text: '{{ trigger.order.code }}' };
  const send = { id: 'send', kind: 'action', node: 'probe.send_none', nodeVersion: 1, input } as const;
  const catalog = createCatalog([createProbePackage({ providerUrl: provider.url })]);
  return await publishFlow({ db, catalog, workspaceId, graph: chain(trigger, wait, send) });
}

const servers = () => ({ databaseUrl: database.url, temporalAddress: temporal.address, taskQueue: `stops-${workspaceId}` });
const order = (count: number, from: number) =>
  db.events.store(Array.from({ length: count }, (_, nr) => ({ workspaceId, source: 'haravan', connectionId: null, event: orderCreated(`${from + nr}`) })));
const count = async (flowId: string, state: 'waiting' | 'stopped') => (await db.runs.list({ workspaceId, flowId, state, limit: 500 })).length;
const inState = (flowId: string, state: 'waiting' | 'stopped', wanted: number) =>
  until(async () => (await count(flowId, state)) === wanted, { ms: 90_000, everyMs: 200, what: `${wanted} ${state} runs` });

test('all runs of a flow are stopped, those of another go on, and what comes later starts again', { timeout: 180_000 }, async () => {
  await using host = await startTestHost({ ...servers(), probe: { providerUrl: provider.url } });
  const [ends, stays] = [await waitingFlow(), await waitingFlow()];
  await order(60, 1_000);
  await inState(ends, 'waiting', 60);
  await inState(stays, 'waiting', 60);
  // One whose workflow was terminated by hand: only its row is left to end.
  const [lost] = await db.runs.list({ workspaceId, flowId: ends, limit: 1 });
  await host.host.client.workflow.getHandle(lost?.workflowId ?? '').terminate();

  expect(await db.stops.ask({ workspaceId, flowId: ends, askedBy: 'lan@shop.vn' })).toMatchObject({ total: 60 });
  await inState(ends, 'stopped', 60);
  await until(async () => (await db.stops.latest({ workspaceId, flowId: ends }))?.endedAt, { what: 'the stop to be over' });
  expect(await db.stops.latest({ workspaceId, flowId: ends })).toMatchObject({ total: 60, left: 0 });
  expect(await count(stays, 'waiting')).toBe(60);
  const stopped = (await db.runs.list({ workspaceId, flowId: ends, state: 'stopped', limit: 200 })).find(({ workflowId }) => workflowId !== lost?.workflowId);
  const steps = await db.runs.stepRuns({ workspaceId, runId: stopped?.id ?? '' });
  expect(steps.find(({ stepId }) => stepId === 'wait')?.state).toBe('stopped');

  await order(1, 5_000);
  await inState(ends, 'waiting', 1);
  expect(provider.calls).toBe(0);
});
