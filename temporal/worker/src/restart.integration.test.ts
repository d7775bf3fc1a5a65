import { randomUUID } from 'node:crypto';
import type { Db, ListedRun } from '@noi/db';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import { rebuildState } from '@noi/flow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chain, orderCreated, publishFlow } from './testing/flows.ts';
import { ScriptedProvider } from './testing/ScriptedProvider.ts';
import { startTestHost, type TestHost } from './testing/startTestHost.ts';
import { type TestTemporal, testTemporal } from './testing/temporalAddress.ts';
import { until } from './testing/until.ts';

let database: TestDatabase;
let temporal: TestTemporal;
let provider: ScriptedProvider;
let host: TestHost;
let db: Db;
const workspaceId = randomUUID();
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
    { ms: 100_000, what: `run ${id} to end; log: ${host.log.slice(-5).join(' | ')}` },
  );
}

/** A run that failed at its second message. */
async function failedRun(code: string): Promise<ListedRun> {
  provider.next({ kind: 'ok' }, { kind: 'answer', status: 422, body: 'no' });
  const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;
  const flowId = await publishFlow({ db, catalog: host.catalog, workspaceId, graph: chain(trigger, send('first'), send('second'), send('third')) });
  await db.events.store([{ workspaceId, source: 'haravan', connectionId: null, event: orderCreated(code) }]);
  const started = await until(async () => (await db.runs.list({ workspaceId, flowId, limit: 1 }))[0]);
  const run = await runEnded(started.id);
  expect(run.state).toBe('failed');
  await db.flows.setStatus({ workspaceId, id: flowId }, 'paused');
  return run;
}

async function restart(former: ListedRun, input?: Readonly<Record<string, unknown>>) {
  const [plan, rows, event] = await Promise.all([
    db.flows.plan({ workspaceId, hash: former.planHash }),
    db.runs.stepRuns({ workspaceId, runId: former.id }),
    db.events.get({ workspaceId, id: former.eventId }),
  ]);
  if (plan === null || event === null) throw new Error('The run has no plan or event');
  const from = { scope: 'root', stepId: 'second' };
  const { state, kept } = rebuildState({ plan, trigger: { ...event.payload }, rows, from, ...(input === undefined ? {} : { input }) });
  const made = await db.restarts.restart({ former, from, versionId: former.versionId, plan, carry: state, kept });
  if (made === null) throw new Error('No run was made');
  return made;
}

test('a failed run is taken up at the failed step with other input; what went out before does not go out again', async () => {
  const former = await failedRun('A1');
  const made = await restart(former, { phone: '+84987654321', text: 'sửa tay' });
  const run = await runEnded(made.id);

  expect(run.state).toBe('done');
  expect(provider.delivered.map(({ phone, text }) => `${phone} ${text}`)).toEqual(['+84912345678 first A1', '+84987654321 sửa tay', '+84912345678 third A1']);
  expect(new Set(provider.delivered.map(({ key }) => key)).size).toBe(3);
  const rows = await db.runs.stepRuns({ workspaceId, runId: run.id });
  expect(rows.map(({ stepId, state }) => `${stepId} ${state}`)).toEqual(['trigger done', 'first done', 'second done', 'third done']);
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
