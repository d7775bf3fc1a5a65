import { randomUUID } from 'node:crypto';
import type { Db, FailureGroup, ListedRun, RetryBatch } from '@noi/db';
import { createTestDatabase, readRows, type TestDatabase } from '@noi/db/testing';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { continueNowSignal } from '@noi/temporal-workflows';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { chain, orderCreated, publishFlow, publishVersion } from '../testing/flows.ts';
import { type Behaviour, ScriptedProvider } from '../testing/ScriptedProvider.ts';
import { startTestHost, type TestHost } from '../testing/startTestHost.ts';
import { until } from '../testing/until.ts';

let database: TestDatabase;
let temporal: TestTemporal;
let provider: ScriptedProvider;
let host: TestHost;
let db: Db;
let workspaceId: string;
let flowId: string;

beforeAll(async () => {
  [database, temporal, provider] = await Promise.all([createTestDatabase(), testTemporal(), ScriptedProvider.start()]);
  db = database.db;
  const servers = { databaseUrl: database.url, temporalAddress: temporal.address, taskQueue: `retries-${randomUUID()}` };
  host = await startTestHost({ ...servers, probe: { providerUrl: provider.url } });
});
afterAll(async () => {
  await host?.[Symbol.asyncDispose]();
  await Promise.all([database?.[Symbol.asyncDispose](), provider?.[Symbol.asyncDispose](), temporal?.[Symbol.asyncDispose]()]);
});
afterEach(() => {
  provider.delivered.length = 0;
});

const refusal: Behaviour = { kind: 'answer', status: 422, body: 'no' };
const refuse = (times: number) => provider.next(...Array.from({ length: times }, () => refusal));

const flow = (text: string, more = '') =>
  chain(
    { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} },
    { id: 'send', kind: 'action', node: 'probe.send_none', nodeVersion: 1, input: { phone: `{{ trigger.order.customer.phone${more} }}`, text } },
  );

/** A shop of its own, with so many runs that all failed. */
async function failedRuns(count: number, phone: string | null = '+84912345678'): Promise<FailureGroup> {
  workspaceId = randomUUID();
  flowId = await publishFlow({ db, catalog: host.catalog, workspaceId, graph: flow('{{ trigger.order.code }}') });
  await db.events.store(codes(count).map((code) => ({ workspaceId, source: 'haravan', connectionId: null, event: orderCreated(code, phone) })));
  await until(async () => (await list('failed')).length === count, { what: `${count} runs to fail; log: ${host.log.slice(-5).join(' | ')}` });
  return group();
}

const codes = (count: number) => Array.from({ length: count }, (_, nr) => `A${nr}`);
const list = (state: ListedRun['state']) => db.runs.list({ workspaceId, state, limit: 100 });
const texts = () => provider.delivered.map(({ text }) => text).sort();

async function group(): Promise<FailureGroup> {
  const [found, ...more] = await db.retries.groups({ workspaceId, limit: 10 });
  if (found === undefined || more.length > 0) throw new Error('Not one group of failures');
  return found;
}

async function retryAll({ stepId, errorKind, cause }: FailureGroup, change: { firstCount?: number; version?: 'same' | 'live' } = {}): Promise<string> {
  const facts = { workspaceId, flowId, stepId, errorKind, cause, version: 'same', resendUnknown: false, firstCount: 2, createdBy: null } as const;
  const made = await db.retries.create({ ...facts, ...change, at: new Date() });
  return made?.id ?? '';
}

function retryIs(id: string, is: (batch: RetryBatch) => boolean): Promise<RetryBatch> {
  return until(
    async () => {
      const batch = await db.retries.get({ workspaceId, id });
      return batch && is(batch) ? batch : null;
    },
    { what: `the retry to go on; log: ${host.log.slice(-5).join(' | ')}` },
  );
}

test('while nothing is mended, the first few fail again and it ends there; once it is, all are done, each message once', async () => {
  refuse(8);
  const broken = await failedRuns(8);
  expect(broken).toMatchObject({ stepId: 'send', errorKind: 'rejected', count: 8 });
  const callsBefore = provider.calls;
  refuse(2);
  const inVain = await retryIs(await retryAll(broken), ({ endedAt, counts }) => endedAt !== null && counts.asked === 0);
  // It ends with the first that fails; the other one of the first few was under way, and counts when it has ended.
  expect(inVain).toMatchObject({ state: 'stopped', stoppedBy: 'failures', total: 8, counts: { pending: 6, asked: 0, through: 0, failed: 2, left: 0 } });
  expect(provider.calls - callsBefore).toBe(2);

  const mended = await group();
  expect(mended).toMatchObject({ count: 8, cause: broken.cause });
  const done = await retryIs(await retryAll(mended), ({ endedAt }) => endedAt !== null);
  expect(done).toMatchObject({ state: 'done', total: 8, counts: { pending: 0, asked: 0, through: 8, failed: 0, left: 0 } });
  expect(texts()).toEqual(codes(8));
  expect(await db.retries.groups({ workspaceId, limit: 10 })).toEqual([]);
});

test('the rest wait for the first few; whoever stops it lets those under way go on, and no other begins', async () => {
  refuse(4);
  const broken = await failedRuns(4);
  provider.next({ kind: 'answer', status: 429, headers: { 'retry-after': '3600' } });
  const id = await retryAll(broken, { firstCount: 1 });
  const [open] = await until(async () => {
    const runs = await list('waiting');
    return runs.length === 1 ? runs : null;
  });
  expect(await retryIs(id, ({ counts }) => counts.asked === 1)).toMatchObject({ state: 'trying', counts: { pending: 3 } });

  expect(await db.retries.stop({ workspaceId, id, at: new Date() })).toBe(true);
  await host.host.client.workflow.getHandle(open?.workflowId ?? '').signal(continueNowSignal, { runId: open?.id ?? '', stepId: 'send' });
  await until(async () => (await list('done')).length === 1);
  expect(texts()).toEqual(['A0']);
  expect(await group()).toMatchObject({ count: 3 });
});

test('what was mended by publishing is walked in the version that is live now', async () => {
  const broken = await failedRuns(3, null);
  expect(broken).toMatchObject({ errorKind: 'invalid_input', count: 3 });
  await publishVersion({ db, catalog: host.catalog, workspaceId, flowId, graph: flow('mới {{ trigger.order.code }}', ' | fallback: "0912345678"') });
  const done = await retryIs(await retryAll(broken, { version: 'live' }), ({ endedAt }) => endedAt !== null);
  expect(done).toMatchObject({ state: 'done', counts: { through: 3 } });
  expect(texts()).toEqual(['mới A0', 'mới A1', 'mới A2']);
});

test('a run whose message may have gone out is left out, and says why', async () => {
  provider.next({ kind: 'accept_then_reset' });
  workspaceId = randomUUID();
  flowId = await publishFlow({ db, catalog: host.catalog, workspaceId, graph: flow('{{ trigger.order.code }}') });
  await db.events.store([{ workspaceId, source: 'haravan', connectionId: null, event: orderCreated('A0') }]);
  const [run] = await until(async () => {
    const [held, runs] = await Promise.all([db.waits.listHeld({ workspaceId, limit: 1 }), list('waiting')]);
    return held.length === 1 && runs.length === 1 ? runs : null;
  });
  const error = { kind: 'unknown_outcome', text: { vi: 'Không rõ', en: 'Unknown' }, repeatable: false } as const;
  const step = { scope: 'root', stepId: 'send', visit: 1, attempt: 1, at: Date.now() } as const;
  await db.runs.record({
    ...{ workspaceId, runId: run?.id ?? '', at: new Date() },
    records: [{ ...step, state: 'failed', error }],
    outcome: { state: 'failed', stepId: 'send', error },
  });
  const id = await retryAll(await group());
  expect(await retryIs(id, ({ endedAt }) => endedAt !== null)).toMatchObject({ state: 'done', counts: { left: 1, through: 0 } });
  expect(await db.retries.left({ workspaceId, id, limit: 5 })).toMatchObject([{ runId: run?.id, reason: { en: expect.stringContaining('may have') } }]);
  expect(texts()).toEqual(['A0']);
});

test('what failed in an item that the mended flow has no longer is left with its reason; the others are done, and the batch ends', async () => {
  const sendItems = (list: string) => {
    const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;
    const graph = chain(trigger, { id: 'each', kind: 'forEach', list, atOnce: 1, onFailure: 'stop' });
    const input = { phone: '{{ trigger.order.customer.phone }}', text: '{{ steps.each.item }}' };
    const send = { id: 'send', kind: 'action', node: 'probe.send_none', nodeVersion: 1, input, parent: 'each', position: { x: 0, y: 0 } } as const;
    return { ...graph, steps: { ...graph.steps, send } };
  };
  workspaceId = randomUUID();
  flowId = await publishFlow({ db, catalog: host.catalog, workspaceId, graph: sendItems('{{ trigger.order.code | split: "-" }}') });
  for (const [code, items] of [
    ['D1-D2-D3', 3],
    ['E1', 1],
  ] as const) {
    provider.next(...Array.from({ length: items - 1 }, () => ({ kind: 'ok' }) as const), refusal);
    await db.events.store([{ workspaceId, source: 'haravan', connectionId: null, event: orderCreated(code) }]);
    await until(async () => (await list('failed')).some(({ subject }) => subject === code), {
      what: `${code} to fail; log: ${host.log.slice(-5).join(' | ')}`,
    });
  }
  expect(texts()).toEqual(['D1', 'D2']);

  await publishVersion({ db, catalog: host.catalog, workspaceId, flowId, graph: sendItems('{{ trigger.order.code | split: "," }}') });
  const id = await retryAll(await group(), { version: 'live', firstCount: 1 });
  expect(await retryIs(id, ({ endedAt }) => endedAt !== null)).toMatchObject({ state: 'done', counts: { pending: 0, left: 1, through: 1, failed: 0 } });
  expect(await db.retries.left({ workspaceId, id, limit: 5 })).toMatchObject([
    { reason: { vi: expect.stringContaining('vòng lặp'), en: expect.stringContaining('loop') } },
  ]);
  expect(texts()).toEqual(['D1', 'D2', 'E1']);
});

test('a run that our own code stumbles over is left with a reason, and holds up no other', async () => {
  refuse(1);
  await failedRuns(1);
  const [{ planHash } = { planHash: '' }] = await list('failed');
  refuse(1);
  await publishVersion({ db, catalog: host.catalog, workspaceId, flowId, graph: flow('mới {{ trigger.order.code }}') });
  await db.events.store([{ workspaceId, source: 'haravan', connectionId: null, event: orderCreated('B1') }]);
  await until(async () => (await list('failed')).length === 2, { what: `two runs to fail; log: ${host.log.slice(-5).join(' | ')}` });
  await readRows(database.url, `update plan set plan = plan - 'levels' where workspace_id = '${workspaceId}' and hash = '${planHash}'`);

  const id = await retryAll(await group(), { firstCount: 1 });
  expect(await retryIs(id, ({ endedAt }) => endedAt !== null)).toMatchObject({ state: 'done', counts: { pending: 0, left: 1, through: 1 } });
  expect(await db.retries.left({ workspaceId, id, limit: 5 })).toMatchObject([
    { reason: { vi: expect.stringContaining('sự cố'), en: expect.stringContaining('our side') } },
  ]);
  expect(texts()).toEqual(['mới B1']);
});
