import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../newId.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aLiveFlow } from '../testRecords.ts';

const workspaceId = 'shop';
const phone = '+84912345678';
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

const at = new Date('2026-11-22T03:00:00Z');

/** An order of the customer is dispatched, and its run waits at a step after it wrote to somebody. */
async function aJourney(code: string, recipient = phone) {
  const { db } = database;
  const flow = await aLiveFlow(db, workspaceId, `Quy trình ${code}`);
  const payload = { orderCode: code, amount: 1, paidAt: at.toISOString() };
  const event = { type: 'payment.received' as const, externalId: code, occurredAt: at.toISOString(), payload };
  await db.events.store([{ workspaceId, source: 'api', connectionId: null, event }]);
  let runId = '';
  await db.dispatch.batch(10, async ({ createRuns, events, orders }) => {
    const order = {
      workspaceId,
      source: 'haravan',
      externalId: code,
      code,
      state: 'open',
      facts: {},
      factsAt: at,
      reportedDeliveredAt: null,
      deliveredAt: null,
    };
    await orders.saveOrder({ ...order, total: 100, customerName: 'Lan', phone, placedAt: at });
    const run = { workspaceId, flowId: flow.id, versionId: flow.version.id, planHash: flow.version.planHash, engine: 1, workflowId: newId() };
    const [made] = await createRuns([{ ...run, eventId: events[0]?.id ?? '', entryKey: code, subject: code, customer: 'Lan', about: [`order:${code}`] }]);
    runId = made?.id ?? '';
  });
  const message = { flowId: flow.id, connectionId: null, channel: 'zalo', purpose: 'care', recipient, preview: `Chào ${code}`, priceVnd: null };
  await db.messages.reserve({ workspaceId, runId, scope: 'root', stepId: 'send', visit: 1, ...message, trackingId: code });
  const until = at.getTime() + 86_400_000;
  const wait = { stepId: 'wait', scope: 'root', visit: 1, attempt: 1, at: at.getTime(), state: 'waiting', until } as const;
  await db.runs.record({ workspaceId, runId, records: [wait], at });
  return runId;
}

test('a customer’s journey holds the runs, events, messages and waits of all orders, and of runs that only wrote to the customer', async () => {
  const [first, second] = [await aJourney('100020'), await aJourney('100021')];
  const journey = await database.db.journeys.read({ workspaceId, key: `customer:${phone}`, limit: 50 });
  expect(journey.orders.map(({ code }) => code).sort()).toEqual(['100020', '100021']);
  expect(journey.runs.map(({ id }) => id)).toEqual([second, first]);
  expect(journey.events.map(({ type, orderKey }) => [type, orderKey]).sort()).toEqual([
    ['payment.received', 'order:100020'],
    ['payment.received', 'order:100021'],
  ]);
  expect(journey.messages.map(({ preview }) => preview).sort()).toEqual(['Chào 100020', 'Chào 100021']);
  expect(journey.waits).toMatchObject([{ stepId: 'wait' }, { stepId: 'wait' }]);
  expect(journey.isCut).toBe(false);
});

test('an order’s journey holds what is about this order alone', async () => {
  const run = await aJourney('100030', '+84900000000');
  const journey = await database.db.journeys.read({ workspaceId, key: 'order:100030', limit: 50 });
  expect(journey.runs.map(({ id }) => id)).toEqual([run]);
  expect(journey.events).toHaveLength(1);
  expect(journey.messages).toMatchObject([{ preview: 'Chào 100030' }]);
  expect(await database.db.journeys.keysOf({ workspaceId, runId: run })).toEqual(['order:100030']);
});

test('another shop finds nothing', async () => {
  const journey = await database.db.journeys.read({ workspaceId: 'theirs', key: `customer:${phone}`, limit: 50 });
  expect(journey).toEqual({ orders: [], runs: [], events: [], messages: [], waits: [], isCut: false });
});
