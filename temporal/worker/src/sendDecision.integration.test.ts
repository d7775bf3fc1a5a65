import { randomUUID } from 'node:crypto';
import type { ListedRun, StepRunRow } from '@noi/db';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import type { FlowSettings } from '@noi/flow';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { continueNowSignal, openStepsQuery } from '@noi/temporal-workflows';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { chain, orderCreated, publishFlow } from './testing/flows.ts';
import { ScriptedProvider } from './testing/ScriptedProvider.ts';
import { startTestHost, type TestHost } from './testing/startTestHost.ts';
import { until } from './testing/until.ts';

const hour = 3_600_000;
let database: TestDatabase;
let temporal: TestTemporal;
let provider: ScriptedProvider;
let host: TestHost;
let workspaceId: string;
/** How far the activities' clock is ahead of the real one. */
let ahead = 0;
/** Decisions so far that put a message off. */
let delays = 0;
const refusing = '+84900000000';

beforeAll(async () => {
  [database, temporal, provider] = await Promise.all([createTestDatabase(), testTemporal(), ScriptedProvider.start()]);
  const now = () => new Date(Date.now() + ahead);
  const onStep = ({ outcome }: { outcome: string }) => {
    if (outcome === 'delayed') delays += 1;
  };
  const hasConsent = async ({ recipient }: { recipient: string }) => recipient !== refusing;
  const servers = { databaseUrl: database.url, temporalAddress: temporal.address, taskQueue: `decision-${randomUUID()}` };
  host = await startTestHost({ ...servers, probe: { providerUrl: provider.url }, now, counts: { onStep }, hasConsent });
});
afterAll(async () => {
  await host?.[Symbol.asyncDispose]();
  await Promise.all([database?.[Symbol.asyncDispose](), provider?.[Symbol.asyncDispose](), temporal?.[Symbol.asyncDispose]()]);
});
beforeEach(() => {
  ahead = 0;
  delays = 0;
  provider.calls = 0;
  provider.delivered.length = 0;
  workspaceId = randomUUID();
});

const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;
const action = (id: string, node: string) =>
  ({ id, kind: 'action', node: `probe.${node}`, nodeVersion: 1, input: { phone: '{{ trigger.order.customer.phone }}', text: 'Cảm ơn' } }) as const;

async function publish(settings: Partial<FlowSettings>): Promise<void> {
  const graph = chain(trigger, action('send', 'send_none'), action('after', 'call_native'));
  await publishFlow({ db: database.db, catalog: host.catalog, workspaceId, graph: { ...graph, settings: { ...graph.settings, ...settings } } });
}

function order(code: string, phone?: string) {
  return database.db.events.store([{ workspaceId, source: 'haravan', connectionId: null, event: orderCreated(code, phone) }]);
}

function ended(subject: string): Promise<ListedRun> {
  return until(async () => (await database.db.runs.list({ workspaceId, limit: 20 })).find((run) => run.subject === subject && run.endedAt), {
    what: `run ${subject} to end; log: ${host.log.slice(-5).join(' | ')}`,
  });
}

async function sendOf(runId: string): Promise<StepRunRow | undefined> {
  return (await database.db.runs.stepRuns({ workspaceId, runId })).find((row) => row.stepId === 'send');
}

function waiting(isNew: (row: StepRunRow) => boolean = () => true): Promise<{ run: ListedRun; row: StepRunRow }> {
  return until(
    async () => {
      const [run] = await database.db.runs.list({ workspaceId, limit: 20 });
      const row = run && (await sendOf(run.id));
      return run?.state === 'waiting' && row?.state === 'waiting' && isNew(row) && { run, row };
    },
    { what: `the message to wait; log: ${host.log.slice(-5).join(' | ')}` },
  );
}

/** `HH:mm` in Vietnam, `hours` from now. */
function clock(hours: number): string {
  return new Date(Date.now() + (7 + hours) * hour).toISOString().slice(11, 16);
}

test('a customer who got as many as the cap allows is skipped in words, no provider is asked, and the flow goes on', async () => {
  await publish({ frequencyCap: { messages: 1, days: 7 } });
  await order('100020');
  await ended('100020');
  await order('100021');
  const second = await ended('100021');
  await order('100022', '+84987654321');
  await ended('100022');

  expect(second).toMatchObject({ state: 'done' });
  expect(await sendOf(second.id)).toMatchObject({
    state: 'skipped',
    port: 'next',
    output: null,
    reason: { vi: expect.stringContaining('Khách đã nhận đủ 1 tin trong 7 ngày qua'), en: expect.any(String) },
  });
  const ledger = await database.db.messages.list({ workspaceId, limit: 10 });
  expect(ledger.map(({ recipient, state }) => [recipient, state]).sort()).toEqual([
    ['+84912345678', 'sent'],
    ['+84987654321', 'sent'],
  ]);
  // Two messages, and the step after them of all three runs.
  expect(provider.calls).toBe(5);
});

test('orders that come at once do not slip under the cap together', async () => {
  await publish({ frequencyCap: { messages: 2, days: 1 } });
  const codes = Array.from({ length: 8 }, (_, index) => `2000${index}`);
  await Promise.all(codes.map((code) => order(code)));
  await Promise.all(codes.map((code) => ended(code)));

  expect(await database.db.messages.list({ workspaceId, limit: 20 })).toHaveLength(2);
  expect(provider.calls).toBe(2 + codes.length);
});

test('in quiet hours a message waits for their end; “continue now” asks again, and only after them it goes', async () => {
  await publish({ quietHours: { from: clock(-1), to: clock(2) } });
  await order('100020');
  const { run, row } = await waiting();
  const end = row.waitUntil?.getTime() ?? 0;

  expect(new Date(end + 7 * hour).toISOString().slice(11, 16)).toBe(clock(2));
  expect(end).toBeGreaterThan(Date.now() + hour);
  expect(row).toMatchObject({ attempt: 1, reason: { vi: expect.stringContaining('giờ yên lặng'), en: expect.any(String) } });
  expect(run.waiting).toMatchObject({ stepId: 'send' });
  expect(await database.db.messages.list({ workspaceId, limit: 10 })).toEqual([]);

  const handle = host.host.client.workflow.getHandle(run.workflowId);
  const signal = () => handle.signal(continueNowSignal, { runId: run.id, stepId: 'send' });
  // Still quiet, an hour and a half later: it keeps waiting for the same end.
  ahead = 1.5 * hour;
  await signal();
  await until(() => Promise.resolve(delays === 2));
  await until(async () => (await handle.query(openStepsQuery)).some((open) => open.doing === 'delay' && open.until === end));
  expect(provider.calls).toBe(0);

  ahead = 2.5 * hour;
  await signal();
  await ended('100020');
  expect(await sendOf(run.id)).toMatchObject({ state: 'done', attempt: 1, reason: null, waitUntil: null });
  expect(provider.delivered.map(({ phone }) => phone)).toContain('+84912345678');
  expect(await database.db.messages.list({ workspaceId, limit: 10 })).toMatchObject([{ state: 'sent' }]);
});

test('who does not agree is written nothing, and the run says so', async () => {
  await publish({});
  await order('100020', refusing);
  const run = await ended('100020');

  expect(run).toMatchObject({ state: 'done' });
  expect(await sendOf(run.id)).toMatchObject({ state: 'skipped', reason: { vi: expect.stringContaining('không đồng ý') } });
  expect(await database.db.messages.list({ workspaceId, limit: 10 })).toEqual([]);
  expect(provider.calls).toBe(1);
});
