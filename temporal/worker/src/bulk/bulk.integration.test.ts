import { randomUUID } from 'node:crypto';
import type { BulkRow, Db, ListedRun, WaitRow } from '@noi/db';
import { createTestDatabase, readRows, type TestDatabase } from '@noi/db/testing';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { continueNowSignal } from '@noi/temporal-workflows';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { chain, orderCreated, publishFlow } from '../testing/flows.ts';
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
  const servers = { databaseUrl: database.url, temporalAddress: temporal.address, taskQueue: `bulk-${randomUUID()}` };
  host = await startTestHost({ ...servers, probe: { providerUrl: provider.url } });
});
afterAll(async () => {
  await host?.[Symbol.asyncDispose]();
  await Promise.all([database?.[Symbol.asyncDispose](), provider?.[Symbol.asyncDispose](), temporal?.[Symbol.asyncDispose]()]);
});
beforeEach(() => {
  workspaceId = randomUUID();
  provider.delivered.length = 0;
});

const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;
const wait = { id: 'wait', kind: 'wait', wait: { type: 'duration', amount: 3, unit: 'days' } } as const;
const send = {
  ...{ id: 'send', kind: 'action', node: 'probe.send_none', nodeVersion: 1 },
  input: { phone: '{{ trigger.order.customer.phone }}', text: '{{ trigger.order.code }}' },
} as const;

const publish = (...steps: readonly { readonly id: string }[]) =>
  publishFlow({ db, catalog: host.catalog, workspaceId, graph: chain(...(steps as [typeof trigger])) });
const orders = (...codes: readonly string[]) =>
  db.events.store(codes.map((code) => ({ workspaceId, source: 'haravan', connectionId: null, event: orderCreated(code) })));
const texts = () => provider.delivered.map(({ text }) => text);
const list = (state: ListedRun['state']) => db.runs.list({ workspaceId, state, limit: 100 });
const inState = (state: ListedRun['state'], count: number) =>
  until(async () => (await list(state)).length === count, { what: `${count} ${state} runs; log: ${host.log.slice(-5).join(' | ')}` });
const ask = (request: Pick<Parameters<Db['bulk']['ask']>[0], 'action' | 'filter'>, startsAt = new Date()) =>
  db.bulk.ask({ workspaceId, askedBy: 'lan@shop.vn', at: new Date(), startsAt, ...request });
const over = () =>
  until(
    async () => {
      const row = await db.bulk.latest({ workspaceId });
      return row?.endedAt ? row : null;
    },
    { what: 'the action to be over' },
  ) as Promise<BulkRow>;

test('runs of a filter go on at once, and those that were chosen are stopped', { timeout: 120_000 }, async () => {
  const flowId = await publish(trigger, wait, send);
  await orders('A1', 'A2', 'A3', 'A4');
  await inState('waiting', 4);
  const chosen = (await list('waiting')).filter(({ subject }) => subject === 'A1' || subject === 'A2');
  await ask({ action: 'stop', filter: { ids: chosen.map(({ id }) => id) } });
  expect(await over()).toMatchObject({ action: 'stop', total: 2, done: 2, leftOut: 0 });
  await inState('stopped', 2);

  expect(await ask({ action: 'continue', filter: { flowId, step: { stepId: 'wait', outcome: 'waiting' } } })).toMatchObject({ total: 2 });
  expect(await over()).toMatchObject({ action: 'continue', done: 2 });
  await inState('done', 2);
  expect(provider.delivered.map(({ text }) => text).sort()).toEqual(['A3', 'A4']);
});

test('failed runs are done again from the failed step, once, and others are left alone', { timeout: 120_000 }, async () => {
  const flowId = await publish(trigger, send);
  provider.next(...Array.from({ length: 3 }, () => ({ kind: 'answer', status: 422, body: 'no' }) as const));
  await orders('B1', 'B2', 'B3');
  await inState('failed', 3);
  await ask({ action: 'retry', filter: { flowId } });
  expect(await over()).toMatchObject({ action: 'retry', total: 3, done: 3, leftOut: 0 });
  await inState('done', 3);
  expect(provider.delivered.map(({ text }) => text).sort()).toEqual(['B1', 'B2', 'B3']);

  await ask({ action: 'retry', filter: { flowId } });
  expect(await over()).toMatchObject({ done: 0, leftOut: 3 });
  expect(await list('done')).toHaveLength(3);
});

test('a failed run that our own code stumbles over is left out, and the others of its page are done', { timeout: 120_000 }, async () => {
  const flowId = await publish(trigger, send);
  await publish(trigger, { ...send, id: 'tell' });
  provider.next(...Array.from({ length: 2 }, () => ({ kind: 'answer', status: 422, body: 'no' }) as const));
  await orders('G1');
  await inState('failed', 2);
  const broken = (await list('failed')).find((run) => run.flowId === flowId);
  await readRows(database.url, `update plan set plan = plan - 'levels' where workspace_id = '${workspaceId}' and hash = '${broken?.planHash}'`);

  await ask({ action: 'retry', filter: {} });
  expect(await over()).toMatchObject({ total: 2, done: 1, leftOut: 1 });
  await inState('done', 1);
  expect(texts()).toEqual(['G1']);
});

test('until it starts it can be called off, and then nothing is touched', { timeout: 120_000 }, async () => {
  await publish(trigger, wait, send);
  await orders('C1');
  await inState('waiting', 1);
  const { id } = await ask({ action: 'stop', filter: {} }, new Date(Date.now() + 600_000));
  expect(await db.bulk.cancel({ workspaceId, id, at: new Date() })).toBe(true);
  expect(await db.bulk.latest({ workspaceId })).toMatchObject({ done: 0, cancelledAt: expect.any(Date) });
  expect(await db.bulk.cancel({ workspaceId, id, at: new Date() })).toBe(false);
  expect(await list('waiting')).toHaveLength(1);
});

/** A run whose step is open in two items: of one message nobody knows whether it went out, the other is in back-off. */
async function twoOpenItems(): Promise<{ run: ListedRun; question: WaitRow; lost: string; other: string }> {
  const each = { id: 'each', kind: 'forEach', list: '{{ trigger.order.code | split: "," }}', atOnce: 2, onFailure: 'stop' } as const;
  const graph = chain(trigger, each);
  const text = '{{ steps.each.item }}';
  const inside = { ...send, kind: 'action', input: { ...send.input, text }, parent: 'each', position: { x: 0, y: 0 } } as const;
  await publishFlow({ db, catalog: host.catalog, workspaceId, graph: { ...graph, steps: { ...graph.steps, send: inside } } });
  provider.next({ kind: 'accept_then_500' }, { kind: 'answer', status: 429, headers: { 'retry-after': '3600' } });
  await orders('E1,E2');
  const question = await until(async () => (await db.waits.listHeld({ workspaceId, prefix: 'unknown:', limit: 1 }))[0], {
    what: `a question; log: ${host.log.slice(-5).join(' | ')}`,
  });
  const run = await until(
    async () => {
      const steps = await db.runs.stepRuns({ workspaceId, runId: question.runId });
      return steps.some(({ state }) => state === 'retrying') ? (await list('waiting'))[0] : null;
    },
    { what: 'the other item in back-off, in a run that waits' },
  );
  const [lost = ''] = provider.delivered.map((message) => message.text);
  return { run, question, lost, other: lost === 'E1' ? 'E2' : 'E1' };
}

test('what nobody knows of is not sent again when the run goes on at once: the question stays, the other item goes', { timeout: 120_000 }, async () => {
  const { run, question, lost, other } = await twoOpenItems();
  await ask({ action: 'continue', filter: { ids: [run.id] } });
  expect(await over()).toMatchObject({ action: 'continue', done: 1 });
  await until(async () => texts().includes(other));
  expect(await db.waits.listHeld({ workspaceId, prefix: 'unknown:', limit: 5 })).toMatchObject([{ token: question.token }]);

  await db.waits.answer({ ...question, answer: { outcome: 'done', port: 'next', output: {} } });
  await inState('done', 1);
  expect(texts()).toEqual([lost, other]);
});

test('a request of former days wakes the question as well; it is asked again, and nothing is sent twice', { timeout: 120_000 }, async () => {
  const { run, question, lost, other } = await twoOpenItems();
  await host.host.client.workflow.getHandle(run.workflowId).signal(continueNowSignal, { runId: run.id, stepId: 'send' });
  const again = await until(async () => {
    const open = await db.waits.listHeld({ workspaceId, prefix: 'unknown:', limit: 5 });
    return open.find(({ token }) => token === `${question.token}~1`);
  });
  await until(async () => texts().includes(other));
  expect(texts()).toEqual([lost, other]);

  await db.waits.answer({ ...again, answer: { outcome: 'again' } });
  await inState('done', 1);
  expect(texts()).toEqual([lost, other, lost]);
});
