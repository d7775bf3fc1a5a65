import { randomUUID } from 'node:crypto';
import type { Db, ListedRun } from '@noi/db';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import type { FlowSettings } from '@noi/flow';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { continueNowSignal } from '@noi/temporal-workflows';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chain, orderCreated, publishFlow } from './testing/flows.ts';
import { ScriptedProvider } from './testing/ScriptedProvider.ts';
import { startTestHost, type TestHost } from './testing/startTestHost.ts';
import { until } from './testing/until.ts';

const dayMs = 86_400_000;
let database: TestDatabase;
let temporal: TestTemporal;
let provider: ScriptedProvider;
let host: TestHost;
let db: Db;
let clock = Date.UTC(2026, 10, 22, 3);

beforeAll(async () => {
  [database, temporal, provider] = await Promise.all([createTestDatabase(), testTemporal(), ScriptedProvider.start()]);
  db = database.db;
  const servers = { databaseUrl: database.url, temporalAddress: temporal.address, taskQueue: `entry-${randomUUID()}` };
  host = await startTestHost({ ...servers, probe: { providerUrl: provider.url }, now: () => new Date(clock) });
});
afterAll(async () => {
  await host?.[Symbol.asyncDispose]();
  await Promise.all([database?.[Symbol.asyncDispose](), provider?.[Symbol.asyncDispose](), temporal?.[Symbol.asyncDispose]()]);
});

const lan = '+84912345678';
const minh = '+84987654321';

/** A shop of its own with one live flow, whose runs rest for a day before they send. */
async function openShop(settings: Partial<FlowSettings>, text = '{{ trigger.order.code }}') {
  const workspaceId = randomUUID();
  const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;
  const rest = { id: 'rest', kind: 'wait', wait: { type: 'duration', amount: 1, unit: 'days' } } as const;
  const input = { phone: '{{ trigger.order.customer.phone }}', text };
  const send = { id: 'send', kind: 'action', node: 'probe.send_native', nodeVersion: 1, input } as const;
  const graph = chain(trigger, rest, send);
  const flowId = await publishFlow({ db, catalog: host.catalog, workspaceId, graph: { ...graph, settings: { ...graph.settings, ...settings } } });
  const runs = async () => [...(await db.runs.list({ workspaceId, limit: 100 }))].reverse();
  const story = async () => (await runs()).map((run) => `${run.subject} ${run.state}`);

  return {
    runs,
    story,
    order: (code: string, phone = lan) => db.events.store([{ workspaceId, source: 'haravan', connectionId: null, event: orderCreated(code, phone) }]),
    async becomes(...lines: readonly string[]) {
      const last = await until(async () => ((await story()).join() === lines.join() ? lines : null), { what: lines.join(), ms: 60_000 }).catch(story);
      expect(last, host.log.join('\n')).toEqual(lines);
    },
    async finish(code: string) {
      const run = (await runs()).find(({ subject }) => subject === code) as ListedRun;
      await host.host.client.workflow.getHandle(run.workflowId).signal(continueNowSignal, { runId: run.id, stepId: 'rest' });
    },
    pause: () => db.flows.setStatus({ workspaceId, id: flowId }, 'paused'),
    resume: () => db.flows.setStatus({ workspaceId, id: flowId }, 'live'),
    messages: async () => (await db.messages.list({ workspaceId, limit: 10 })).map(({ preview }) => preview),
    /** So many events were taken in. */
    async gathered(count: number) {
      const read = async () => (await db.entry.gathering({ workspaceId, flowId })).events >= count;
      await until(read, { what: `${count} gathered events` });
    },
    async refusals(count: number) {
      const read = () => db.entry.refusals({ workspaceId, flowId, limit: 10 });
      return await until(async () => ((await read()).reduce((sum, row) => sum + row.count, 0) >= count ? read() : null), { what: `${count} refusals` });
    },
  };
}

test('one event of each dedupe key starts a run, ever', async () => {
  const shop = await openShop({ dedupeBy: '{{ trigger.order.customer.phone }}' });
  await shop.order('1');
  await shop.becomes('1 waiting');
  await shop.finish('1');
  await shop.becomes('1 done');
  await shop.order('2');
  await shop.order('3', minh);
  expect(await shop.refusals(1)).toMatchObject([{ day: '2026-11-22', reason: 'repeat', count: 1, lastSubject: '2' }]);
  await shop.becomes('1 done', '3 waiting');
});

test('a person enters once, or once in some days', async () => {
  const [once, monthly] = [await openShop({ entry: { policy: 'once' } }), await openShop({ entry: { policy: 'oncePerDays', days: 30 } })];
  for (const shop of [once, monthly]) {
    await shop.order('1');
    await shop.becomes('1 waiting');
    await shop.order('2');
    await shop.refusals(1);
  }
  clock += 30 * dayMs - 1;
  for (const shop of [once, monthly]) {
    await shop.order('3');
    expect((await shop.refusals(2)).map(({ day, reason, count }) => `${day} ${reason} ${count}`)).toEqual([
      `2026-12-22 ${shop === once ? 'once' : 'too_soon'} 1`,
      `2026-11-22 ${shop === once ? 'once' : 'too_soon'} 1`,
    ]);
  }
  clock += 1;
  for (const shop of [once, monthly]) await shop.order('4');
  await once.refusals(3);
  await once.becomes('1 waiting');
  await monthly.becomes('1 waiting', '4 waiting');
});

test('an event whose person has an unfinished run is left out', async () => {
  const shop = await openShop({ entry: { policy: 'drop' } });
  await shop.order('1');
  await shop.order('2');
  await shop.order('3', minh);
  await shop.becomes('1 waiting', '3 waiting');
  expect(await shop.refusals(1)).toMatchObject([{ reason: 'busy', count: 1, lastSubject: '2' }]);
  await shop.finish('1');
  await shop.becomes('1 done', '3 waiting');
  // The place is free a moment after its run has ended.
  await until(async () => {
    await shop.order(`4-${randomUUID()}`);
    return (await shop.runs()).length === 3;
  });
});

test('runs of one person follow each other in order of arrival', async () => {
  const shop = await openShop({ entry: { policy: 'queue' } });
  await shop.order('1');
  await shop.becomes('1 waiting');
  for (const code of ['2', '3']) await shop.order(code);
  await shop.order('4', minh);
  await shop.becomes('1 waiting', '2 queued', '3 queued', '4 waiting');
  await shop.finish('1');
  await shop.becomes('1 done', '2 waiting', '3 queued', '4 waiting');
  await shop.finish('2');
  await shop.becomes('1 done', '2 done', '3 waiting', '4 waiting');
});

test('a newer run of the same person takes the place of the former', async () => {
  const shop = await openShop({ entry: { policy: 'restart' } });
  await shop.order('1');
  await shop.becomes('1 waiting');
  await shop.order('2', minh);
  await shop.order('3');
  await shop.becomes('1 stopped', '2 waiting', '3 waiting');
  await shop.finish('3');
  await shop.becomes('1 stopped', '2 waiting', '3 done');
});

test('no more runs than the limit go on at once, and room is given in order of arrival', async () => {
  const shop = await openShop({ concurrency: { limit: 2 } });
  for (const code of ['1', '2', '3', '4']) await shop.order(code);
  await shop.becomes('1 waiting', '2 waiting', '3 queued', '4 queued');
  await shop.finish('2');
  await shop.becomes('1 waiting', '2 done', '3 waiting', '4 queued');
  const last = (await shop.runs()).at(-1);
  expect(await db.entry.cancelQueued({ workspaceId: last?.workspaceId ?? '', runId: last?.id ?? '', at: new Date(clock) })).toBe(true);
  await shop.finish('1');
  await shop.finish('3');
  await shop.becomes('1 done', '2 done', '3 done', '4 stopped');
});

test('of a burst only the last event starts a run, when none came for a while', async () => {
  const shop = await openShop({ gather: { type: 'debounce', window: { amount: 5, unit: 'minutes' } } });
  for (const code of ['1', '2']) await shop.order(code);
  await shop.order('3', minh);
  await shop.gathered(3);
  clock += 4 * 60_000;
  await shop.order('4');
  await shop.gathered(4);
  clock += 60_000;
  await shop.becomes('3 waiting');
  clock += 4 * 60_000;
  await shop.becomes('3 waiting', '4 waiting');
});

test('a batch is one run with the list; it closes after its time, or when it is full', async () => {
  const shop = await openShop(
    { gather: { type: 'batch', window: { amount: 1, unit: 'hours' }, most: 3 }, dedupeBy: '{{ trigger.order.code | slice: 0 }}' },
    '{{ trigger.batch.count }}: {{ trigger.batch.items | map: "order" | map: "code" | join: " " }}',
  );
  for (const code of ['1', '2', '1b', '3', '4']) await shop.order(code);
  await shop.becomes('3 waiting');
  expect(await shop.refusals(1)).toMatchObject([{ reason: 'repeat', count: 1, lastSubject: '1b' }]);
  await shop.pause();
  clock += 60 * 60_000;
  await shop.resume();
  await shop.becomes('3 waiting', '4 waiting');
  for (const code of ['3', '4']) await shop.finish(code);
  await shop.becomes('3 done', '4 done');
  expect((await shop.messages()).sort()).toEqual(['1: 4', '3: 1 2 3']);
});
