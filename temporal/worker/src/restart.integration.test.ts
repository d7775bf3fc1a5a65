import { randomUUID } from 'node:crypto';
import type { Db, ListedRun } from '@noi/db';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import { type AwaitAnswer, planRestart } from '@noi/flow';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chain, orderCreated, publishFlow, publishVersion, type StepWithoutPlace } from './testing/flows.ts';
import { ScriptedProvider } from './testing/ScriptedProvider.ts';
import { startTestHost, type TestHost } from './testing/startTestHost.ts';
import { until } from './testing/until.ts';

let database: TestDatabase;
let temporal: TestTemporal;
let provider: ScriptedProvider;
let host: TestHost;
let db: Db;
let workspaceId: string;
const taskQueue = `restart-${randomUUID()}`;
const start = () => startTestHost({ databaseUrl: database.url, temporalAddress: temporal.address, taskQueue, probe: { providerUrl: provider.url } });

beforeAll(async () => {
  [database, temporal, provider] = await Promise.all([createTestDatabase(), testTemporal(), ScriptedProvider.start()]);
  db = database.db;
  host = await start();
});
afterAll(async () => {
  await host?.[Symbol.asyncDispose]();
  await Promise.all([database?.[Symbol.asyncDispose](), provider?.[Symbol.asyncDispose](), temporal?.[Symbol.asyncDispose]()]);
});

const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;
const send = (id: string) =>
  ({
    id,
    kind: 'action',
    node: 'probe.send_none',
    nodeVersion: 1,
    input: { phone: '{{ trigger.order.customer.phone }}', text: `${id} {{ trigger.order.code }}` },
  }) as const;

async function runEnded(id: string): Promise<ListedRun> {
  return until(
    async () => {
      const run = await db.runs.get({ workspaceId, id });
      return run?.endedAt ? run : null;
    },
    { what: `run ${id} to end; log: ${host.log.slice(-5).join(' | ')}` },
  );
}

/** A run of a shop of its own that failed at its second message. */
async function failedRun(code: string): Promise<ListedRun> {
  workspaceId = randomUUID();
  provider.next({ kind: 'ok' }, { kind: 'answer', status: 422, body: 'no' });
  const flowId = await publishFlow({ db, catalog: host.catalog, workspaceId, graph: chain(trigger, send('first'), send('second'), send('third')) });
  await db.events.store([{ workspaceId, source: 'haravan', connectionId: null, event: orderCreated(code) }]);
  const started = await until(async () => (await db.runs.list({ workspaceId, flowId, limit: 1 }))[0]);
  const run = await runEnded(started.id);
  expect(run.state).toBe('failed');
  return run;
}

async function restart(former: ListedRun, { stepId = 'second', input }: { stepId?: string; input?: Readonly<Record<string, unknown>> } = {}) {
  const story = await db.restarts.story({ workspaceId, runId: former.id });
  if (!story?.version || story.trigger === null) throw new Error('The run has no plan, or no event');
  const { plan } = story.version;
  const from = { scope: 'root', stepId };
  const planned = planRestart({ ...story, trigger: story.trigger, plan, from, ...(input === undefined ? {} : { input }) });
  if (planned === null) throw new Error(`The run never came to ${stepId}`);
  const made = await db.restarts.restart({ former, from, versionId: former.versionId, plan, carry: planned.state, kept: planned.kept });
  if (made === null) throw new Error('No run was made');
  return made;
}

test('a failed run is taken up at the failed step with other input; what went out before does not go out again', async () => {
  const former = await failedRun('A1');
  const made = await restart(former, { input: { phone: '+84987654321', text: 'sửa tay' } });
  const run = await runEnded(made.id);

  expect(run.state).toBe('done');
  expect(provider.delivered.map(({ phone, text }) => `${phone} ${text}`)).toEqual(['+84912345678 first A1', '+84987654321 sửa tay', '+84912345678 third A1']);
  expect(new Set(provider.delivered.map(({ key }) => key)).size).toBe(3);
  const rows = await db.runs.stepRuns({ workspaceId, runId: run.id });
  expect(rows.map(({ stepId, state }) => `${stepId} ${state}`).sort()).toEqual(['first done', 'second done', 'third done', 'trigger done']);
  expect(await db.restarts.relatives({ workspaceId, runId: run.id })).toEqual({ of: former.id, as: [] });
  expect(await db.restarts.relatives({ workspaceId, runId: former.id })).toEqual({ of: null, as: [run.id] });
  // The host has it.
  expect([...(await db.restarts.carries([{ workspaceId, id: run.id }]))]).toEqual([]);
});

test('a restart that is asked for twice makes one run, also when the worker ends before it could begin', async () => {
  const former = await failedRun('A2');
  const before = provider.delivered.length;
  await host[Symbol.asyncDispose]();
  const [one, other] = await Promise.all([restart(former), restart(former)]);
  expect(one.id).toBe(other.id);
  expect([one.isNew, other.isNew].sort()).toEqual([false, true]);

  host = await start();
  expect((await runEnded(one.id)).state).toBe('done');
  expect(provider.delivered.slice(before).map(({ text }) => text)).toEqual(['second A2', 'third A2']);
});

test('a restarted run asks anew: what answered the former run does not answer it', async () => {
  workspaceId = randomUUID();
  const shop = { db, catalog: host.catalog, workspaceId };
  const called = chain(
    { ...trigger, id: 'called', node: 'probe.called' },
    { id: 'rest', kind: 'wait', wait: { type: 'duration', amount: 1, unit: 'seconds' } },
  );
  const { id: calledId } = await db.flows.create({ workspaceId, name: 'Được gọi', graph: called });
  await publishVersion({ ...shop, flowId: calledId, graph: called });
  const asks: readonly StepWithoutPlace[] = [
    { id: 'paid', kind: 'waitForEvent', node: 'probe.paid', nodeVersion: 1, belongs: 'order' },
    { id: 'approved', kind: 'approval', question: 'Duyệt?', approvers: ['lan@example.com'], needed: 1, canVeto: false },
    { id: 'call', kind: 'subflow', flowId: calledId, input: {} },
  ];
  const flowId = await publishFlow({ ...shop, graph: chain(trigger, ...asks, send('second')) });
  provider.next({ kind: 'answer', status: 422, body: 'no' });
  await db.events.store([{ workspaceId, source: 'haravan', connectionId: null, event: orderCreated('A3') }]);
  const approve: AwaitAnswer = { outcome: 'done', port: 'approved', output: {} };
  const isOpen = (runId: string, stepId: string) =>
    until(
      async () => {
        const row = await db.waits.get({ workspaceId, runId, token: `root/${stepId}#1@1` });
        return row && row.answeredAt === null && row.closedAt === null;
      },
      { what: `${stepId} of ${runId} to be asked` },
    );
  const answerAll = async (runId: string, nr: number) => {
    await isOpen(runId, 'paid');
    const payload = { orderCode: 'A3', amount: nr, paidAt: '2026-11-22T03:00:00.000Z' };
    const event = { type: 'payment.received', externalId: `A3:${nr}`, occurredAt: payload.paidAt, payload } as const;
    await db.events.store([{ workspaceId, source: 'api', connectionId: null, event }]);
    await isOpen(runId, 'approved');
    await db.waits.answer({ workspaceId, runId, token: 'root/approved#1@1', answer: approve });
  };

  const first = await until(async () => (await db.runs.list({ workspaceId, flowId, limit: 1 }))[0]);
  await answerAll(first.id, 1);
  const former = await runEnded(first.id);
  expect(former.state).toBe('failed');
  const made = await restart(former, { stepId: 'paid' });
  await answerAll(made.id, 2);
  expect((await runEnded(made.id)).state).toBe('done');
  const rows = await db.runs.stepRuns({ workspaceId, runId: made.id });
  expect(rows.find(({ stepId }) => stepId === 'paid')?.output).toMatchObject({ amount: 2 });
  expect(await db.runs.list({ workspaceId, flowId: calledId, limit: 5 })).toHaveLength(2);
});

test('a run whose data went by age is not restarted', async () => {
  const former = await failedRun('A4');
  const soon = new Date(Date.now() + 60_000);
  expect(await db.retention.pruneSteps({ workspaceId, before: soon, at: soon, limit: 10 })).toBe(1);
  expect((await db.runs.get({ workspaceId, id: former.id }))?.prunedAt).toEqual(soon);
  await expect(restart(former)).rejects.toThrow('No run was made');
});
