import { randomUUID } from 'node:crypto';
import type { Db, ListedRun, MessageRow, StepRunRow } from '@noi/db';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { continueNowSignal, stopRunSignal } from '@noi/temporal-workflows';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { chain, orderCreated, publishFlow, type StepWithoutPlace } from './testing/flows.ts';
import { ScriptedProvider } from './testing/ScriptedProvider.ts';
import { startTestHost, type TestHost } from './testing/startTestHost.ts';
import { until } from './testing/until.ts';

let database: TestDatabase;
let temporal: TestTemporal;
let provider: ScriptedProvider;
let host: TestHost;
let db: Db;
let workspaceId: string;

beforeAll(async () => {
  [database, temporal, provider] = await Promise.all([createTestDatabase(), testTemporal(), ScriptedProvider.start()]);
  db = database.db;
  const taskQueue = `engine-${randomUUID()}`;
  host = await startTestHost({ databaseUrl: database.url, temporalAddress: temporal.address, taskQueue, probe: { providerUrl: provider.url } });
});
afterAll(async () => {
  await host?.[Symbol.asyncDispose]();
  await Promise.all([database?.[Symbol.asyncDispose](), provider?.[Symbol.asyncDispose](), temporal?.[Symbol.asyncDispose]()]);
});
afterEach(() => {
  provider.delivered.length = 0;
  provider.calls = 0;
});

const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;
const send = (node: string) =>
  ({
    id: 'send',
    kind: 'action',
    node: `probe.${node}`,
    nodeVersion: 1,
    input: { phone: '{{ trigger.order.customer.phone }}', text: 'Cảm ơn, đơn {{ trigger.order.code }}' },
  }) as const;

/** A shop of its own with one live flow and one new order. */
async function startFlow(steps: readonly StepWithoutPlace[], { phone = '+84912345678' }: { phone?: string | null } = {}): Promise<string> {
  workspaceId = randomUUID();
  const flowId = await publishFlow({ db, catalog: host.catalog, workspaceId, graph: chain(...steps) });
  await storeOrder('100020', phone);
  return flowId;
}

function storeOrder(code: string, phone: string | null = '+84912345678') {
  return db.events.store([{ workspaceId, source: 'haravan', connectionId: null, event: orderCreated(code, phone) }]);
}

async function ended(): Promise<ListedRun> {
  return until(
    async () => {
      const [run] = await db.runs.list({ workspaceId, limit: 10 });
      return run?.endedAt ? run : null;
    },
    { what: `the run to end; log: ${host.log.slice(-5).join(' | ')}` },
  );
}

async function stepOf(runId: string, stepId = 'send'): Promise<StepRunRow | undefined> {
  return (await db.runs.stepRuns({ workspaceId, runId })).find((row) => row.stepId === stepId);
}

async function inState(state: StepRunRow['state'], stepId = 'send'): Promise<{ run: ListedRun; step: StepRunRow }> {
  return until(
    async () => {
      const [run] = await db.runs.list({ workspaceId, limit: 10 });
      const step = run && (await stepOf(run.id, stepId));
      return run && step?.state === state ? { run, step } : null;
    },
    { what: `${stepId} to be ${state}` },
  );
}

function ledger(): Promise<readonly MessageRow[]> {
  return db.messages.list({ workspaceId, limit: 10 });
}

function workflowOf(run: ListedRun) {
  return host.host.client.workflow.getHandle(run.workflowId);
}

test('an event becomes a run, one message and every row of its story', async () => {
  await startFlow([trigger, send('send_none')]);
  const run = await ended();

  expect(run).toMatchObject({ state: 'done', subject: '100020', customer: 'Nguyễn Thị Lan', error: null });
  expect(provider.delivered).toEqual([{ key: expect.any(String), phone: '+84912345678', text: 'Cảm ơn, đơn 100020', messageId: 'm1' }]);
  expect(await stepOf(run.id)).toMatchObject({ state: 'done', attempt: 1, input: { phone: '+84912345678' }, output: { messageId: 'm1' }, port: 'next' });
  expect(await stepOf(run.id, 'trigger')).toMatchObject({ state: 'done' });
  expect(await ledger()).toMatchObject([
    { state: 'sent', recipient: '+84912345678', preview: 'Cảm ơn, đơn 100020', providerMessageId: 'm1', trackingId: provider.delivered[0]?.key },
  ]);
});

test('the same delivery again starts nothing', async () => {
  await startFlow([trigger, send('send_none')]);
  await ended();
  const [again] = await storeOrder('100020');
  expect(again?.isNew).toBe(false);

  await storeOrder('100021');
  await until(async () => (await db.runs.list({ workspaceId, state: 'done', limit: 10 })).length === 2);
  expect(provider.delivered.map(({ text }) => text)).toEqual(['Cảm ơn, đơn 100020', 'Cảm ơn, đơn 100021']);
});

test('an order without a phone fails in plain words, before any provider is asked', async () => {
  await startFlow([trigger, send('send_none')], { phone: null });
  const run = await ended();

  expect(run).toMatchObject({
    state: 'failed',
    error: { kind: 'invalid_input', field: 'phone', text: { vi: expect.stringContaining('Đơn hàng không có số điện thoại') } },
  });
  expect(provider.calls).toBe(0);
  expect(await ledger()).toEqual([]);
});

test('a provider that says "too fast" is asked again when it says, and one message goes out', async () => {
  provider.next({ kind: 'answer', status: 429, headers: { 'retry-after': '3600' } });
  await startFlow([trigger, send('send_none')]);
  const { run, step } = await inState('retrying');

  expect(step.error).toMatchObject({ kind: 'rate_limited', retryAfterMs: 3_600_000 });
  await until(async () => (await stepOf(run.id))?.waitUntil);
  expect((await stepOf(run.id))?.waitUntil?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
  expect(await ledger()).toEqual([]);

  await workflowOf(run).signal(continueNowSignal, { runId: run.id, stepId: 'send' });
  expect(await ended()).toMatchObject({ state: 'done' });
  expect(await stepOf(run.id)).toMatchObject({ attempt: 2, attempts: [{ attempt: 1, error: { kind: 'rate_limited' } }, { attempt: 2 }] });
  expect(provider.delivered).toHaveLength(1);
});

test('a provider that refuses for good (template disabled) ends the message as failed', async () => {
  provider.next({ kind: 'answer', status: 422, body: 'template disabled' });
  await startFlow([trigger, send('send_none')]);

  expect(await ended()).toMatchObject({ state: 'failed', error: { kind: 'rejected' } });
  expect(await ledger()).toMatchObject([{ state: 'failed', error: { kind: 'rejected' } }]);
  expect(provider.calls).toBe(1);
});

test.each([
  ['500 after it accepted', { kind: 'accept_then_500' }],
  ['no answer at all', { kind: 'hang' }],
] as const)('%s, and no way to find out: the message is unknown and a person is asked, nothing is sent again', async (_, behaviour) => {
  provider.next(behaviour);
  await startFlow([trigger, send('send_none')]);

  const held = await until(async () => (await db.waits.listHeld({ workspaceId, limit: 10 }))[0]);
  expect(held).toMatchObject({ kind: 'hold', stepId: 'send', awaited: { key: expect.stringMatching(`^unknown:${held.runId}/`) } });
  expect(await db.runs.get({ workspaceId, id: held.runId })).toMatchObject({ endedAt: null });
  expect(await ledger()).toMatchObject([{ state: 'unknown' }]);
  expect(provider.calls).toBe(1);
});

test('a lost answer is looked up where the provider can tell', async () => {
  provider.next({ kind: 'accept_then_500' });
  await startFlow([trigger, send('send_lookup')]);

  expect(await ended()).toMatchObject({ state: 'done' });
  expect(await ledger()).toMatchObject([{ state: 'sent', providerMessageId: 'm1' }]);
  expect(provider.calls).toBe(1);
});

test('a lost answer is asked for again under the same key where the provider drops repeats', async () => {
  provider.next({ kind: 'accept_then_reset' });
  await startFlow([trigger, send('send_native')]);
  const { run } = await inState('retrying');
  await until(async () => (await stepOf(run.id))?.waitUntil);
  await workflowOf(run).signal(continueNowSignal, { runId: run.id, stepId: 'send' });

  expect(await ended()).toMatchObject({ state: 'done' });
  expect(provider.calls).toBe(2);
  expect(provider.delivered).toHaveLength(1);
  expect(await ledger()).toMatchObject([{ state: 'sent', providerMessageId: 'm1' }]);
});

test('a call over its budget goes on outside the workflow task and is awaited', async () => {
  provider.next({ kind: 'slow', ms: 900 });
  await startFlow([trigger, send('send_none')]);

  expect(await ended()).toMatchObject({ state: 'done' });
  expect(provider.calls).toBe(1);
  expect(await ledger()).toMatchObject([{ state: 'sent' }]);
});

test('a wait ends early when a person says so', async () => {
  await startFlow([trigger, { id: 'wait', kind: 'wait', wait: { type: 'duration', amount: 3, unit: 'days' } }, send('send_none')]);
  const { run, step } = await inState('waiting', 'wait');

  expect(run.state === 'waiting' || (await until(async () => (await db.runs.get({ workspaceId, id: run.id }))?.state === 'waiting'))).toBe(true);
  expect(Math.round(((step.waitUntil?.getTime() ?? 0) - Date.now()) / 3_600_000)).toBe(72);
  expect(provider.calls).toBe(0);
  await workflowOf(run).signal(continueNowSignal, { runId: run.id, stepId: 'wait' });

  expect(await ended()).toMatchObject({ state: 'done' });
  expect(provider.delivered).toHaveLength(1);
});

test('a stopped run sends nothing, and its neighbour goes on', async () => {
  workspaceId = randomUUID();
  const graph = chain(trigger, { id: 'wait', kind: 'wait', wait: { type: 'duration', amount: 3, unit: 'days' } }, send('send_none'));
  await publishFlow({ db, catalog: host.catalog, workspaceId, graph });
  const events = ['100030', '100031'].map((code) => ({ workspaceId, source: 'haravan', connectionId: null, event: orderCreated(code) }));
  await db.events.store(events);
  const runs = await until(async () => {
    const found = await db.runs.list({ workspaceId, state: 'waiting', limit: 10 });
    return found.length === 2 ? found : null;
  });
  const [stopped, neighbour] = runs;
  if (!stopped || !neighbour) throw new Error('two runs were found');
  expect(stopped.workflowId).toBe(neighbour.workflowId);

  await workflowOf(stopped).signal(stopRunSignal, { runId: stopped.id });
  await workflowOf(neighbour).signal(continueNowSignal, { runId: neighbour.id, stepId: 'wait' });
  await until(async () => (await db.runs.get({ workspaceId, id: neighbour.id }))?.state === 'done');

  expect(await db.runs.get({ workspaceId, id: stopped.id })).toMatchObject({ state: 'stopped' });
  expect(provider.delivered.map(({ text }) => text)).toEqual([`Cảm ơn, đơn ${neighbour.subject}`]);
});

test('an action that addresses nobody keeps no ledger row, and its refusal fails the run', async () => {
  provider.next({ kind: 'answer', status: 404, body: 'no such order' });
  await startFlow([trigger, send('call_none')]);

  expect(await ended()).toMatchObject({ state: 'failed', error: { kind: 'rejected', providerCode: '404' } });
  expect(await ledger()).toEqual([]);
});

test('an event that nobody can work is set aside, and those around it run', async () => {
  workspaceId = randomUUID();
  await publishFlow({ db, catalog: host.catalog, workspaceId, graph: chain(trigger, send('send_none')) });
  const broken = { ...orderCreated('broken'), payload: { order: { code: 7 } } } as unknown as ReturnType<typeof orderCreated>;
  const events = [orderCreated('100040'), broken, orderCreated('100041')];
  await db.events.store(events.map((event) => ({ workspaceId, source: 'haravan', connectionId: null, event })));

  const runs = await until(async () => {
    const found = await db.runs.list({ workspaceId, state: 'done', limit: 10 });
    return found.length === 2 ? found : null;
  });
  expect(runs.map((run) => run.subject).sort()).toEqual(['100040', '100041']);
  expect(host.log.filter((line) => line.startsWith('an event was set aside'))).toHaveLength(1);
});
