import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import type { Plan } from '@noi/flow';
import { anAction, anAwait, aPlan, aWait } from '@noi/flow/testing';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderCreated } from './testing/flows.ts';
import { ScriptedProvider } from './testing/ScriptedProvider.ts';
import { startTestHost, type TestHost } from './testing/startTestHost.ts';
import { until } from './testing/until.ts';

const hour = 3_600_000;
let database: TestDatabase;
let temporal: TestTemporal;
let provider: ScriptedProvider;
let host: TestHost;
/** How far the clock of the dispatcher and of the activities is off. */
let ahead = 0;

beforeAll(async () => {
  [database, temporal, provider] = await Promise.all([createTestDatabase(), testTemporal(), ScriptedProvider.start()]);
  const servers = { databaseUrl: database.url, temporalAddress: temporal.address, taskQueue: `clock-${randomUUID()}` };
  host = await startTestHost({ ...servers, probe: { providerUrl: provider.url }, now: () => new Date(Date.now() + ahead) });
});
afterAll(async () => {
  await host?.[Symbol.asyncDispose]();
  await Promise.all([database?.[Symbol.asyncDispose](), provider?.[Symbol.asyncDispose](), temporal?.[Symbol.asyncDispose]()]);
});

const send = (text: string) =>
  anAction({
    node: 'probe.send_none',
    input: { phone: '{{ trigger.order.customer.phone }}', text: `${text} {{ trigger.order.code }}` },
    message: { channel: 'zalo', purpose: 'care' },
  });
const plan: Plan = {
  ...aPlan(
    {
      start: { kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, event: 'order.created' },
      thank: send('thank'),
      rest: aWait(2, 'seconds'),
      ask: send('ask'),
      paid: anAwait({ timeout: { amount: 1, unit: 'days' } }),
      bye: send('bye'),
    },
    ['start.next>thank', 'thank.next>rest', 'rest.next>ask', 'ask.next>paid', 'paid.next>bye'],
  ),
  hash: 'clock',
};

test.each([
  ['forward', hour],
  ['back', -hour],
])('a clock that jumps an hour %s between steps neither sends twice nor loses a wait', async (direction, jump) => {
  ahead = 0;
  const { db } = database;
  const workspaceId = randomUUID();
  const graph = { schema: 1 as const, settings: { timezone: 'Asia/Ho_Chi_Minh' }, steps: {}, edges: [] };
  const flow = await db.flows.create({ workspaceId, name: 'Đồng hồ nhảy', graph });
  await db.flows.publish({ workspaceId, id: flow.id, graph, plan, subscription: { event: 'order.created' }, publishedBy: null });
  const tell = (event: Parameters<typeof db.events.store>[0][number]['event']) => db.events.store([{ workspaceId, source: 'api', connectionId: null, event }]);
  const sent = () => provider.delivered.flatMap(({ text }) => (text.endsWith(direction) ? [text.split(' ')[0]] : []));
  const reaches = (count: number) => until(async () => sent().length >= count, { what: `${count} messages; ${host.log.join('\n')}` });

  await tell(orderCreated(direction));
  await reaches(1);
  ahead = jump;
  await reaches(2);
  await until(async () => (await db.runs.list({ workspaceId, state: 'waiting', limit: 10 })).length === 1, { what: 'the run to wait' });
  ahead = -jump;
  const paidAt = '2026-11-22T03:00:00.000Z';
  await tell({ type: 'payment.received', externalId: `paid ${direction}`, occurredAt: paidAt, payload: { orderCode: direction, amount: 5, paidAt } });
  await until(async () => (await db.runs.list({ workspaceId, state: 'done', limit: 10 })).length === 1, {
    what: `the end; ${host.log.join('\n')}`,
  });

  expect(sent()).toEqual(['thank', 'ask', 'bye']);
  expect((await db.messages.list({ workspaceId, limit: 10 })).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
});
