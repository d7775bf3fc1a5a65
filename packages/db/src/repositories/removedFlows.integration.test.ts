import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Db, WaitKey } from '../Db.ts';
import { newId } from '../newId.ts';
import { prismaOf } from '../prismaOf.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aLiveFlow, anEvent, startRuns } from '../testRecords.ts';

let database: TestDatabase | undefined;
let db: Db;
let workspaceId: string;
let flow: Awaited<ReturnType<typeof aLiveFlow>>;
// It looks at every shop, so each test has a database of its own.
beforeEach(async () => {
  await database?.[Symbol.asyncDispose]();
  database = await createTestDatabase();
  db = database.db;
  workspaceId = newId();
  flow = await aLiveFlow(db, workspaceId);
});
afterAll(() => database?.[Symbol.asyncDispose]());

const key = () => ({ workspaceId, id: flow.id });
const aRun = async () => (await startRuns(db, { workspaceId, flow, keys: [newId()] }))[0]?.id ?? '';

/** A run whose step the pause holds. */
async function hold(): Promise<WaitKey> {
  const wait = { workspaceId, runId: await aRun(), token: 'root/send#1@1' };
  const facts = { flowId: flow.id, stepId: 'send', kind: 'hold', matchKey: null, since: new Date(), until: null } as const;
  await db.waits.open([{ ...wait, ...facts, awaited: { kind: 'hold', key: `flow:${flow.id}`, reason: { vi: 'Giữ', en: 'Held' } } }]);
  return wait;
}

test('runs of a paused flow go on when it is removed, whatever was chosen when it was resumed before', async () => {
  await db.flows.setStatus(key(), 'paused');
  await db.flows.resume(key(), { held: 'skip', events: 'leave', now: new Date() });
  await db.flows.setStatus(key(), 'paused');
  const held = await hold();
  const later = await aRun();
  await db.flows.remove(key());

  expect(await db.waits.releaseStale({ limit: 10 })).toBe(1);
  expect((await db.waits.get(held))?.answer).toEqual({ outcome: 'again' });
  // Nothing is held from now on.
  const step = { workspaceId, runId: later, scope: 'root', stepId: 'send', visit: 1 };
  expect(await db.runs.beginStep({ ...step, flowId: flow.id, attempt: 1, input: {}, at: new Date() })).toMatchObject({ isPaused: false });
  const message = { connectionId: null, trackingId: newId(), channel: 'zalo', purpose: 'care', recipient: '+84912345678', preview: 'Chào', priceVnd: null };
  expect(await db.messages.reserve({ ...step, ...message, flowId: flow.id })).toMatchObject({ isNew: true });
});

test('what a removed flow missed starts nothing and is not kept', async () => {
  await db.flows.setStatus(key(), 'paused');
  await db.events.store([anEvent(workspaceId, 'missed')]);
  await db.dispatch.batch(10, async (batch) => void (await batch.subscriptions([{ workspaceId, event: 'webhook.received' }])));
  expect((await db.flows.pause(key()))?.eventsMissed).toBe(1);
  await db.flows.remove(key());

  let listeners: readonly unknown[] | undefined;
  await db.dispatch.missed(10, async (batch) => {
    listeners = await batch.subscriptions([{ workspaceId, event: 'webhook.received' }]);
  });
  expect(listeners).toEqual([]);
  expect(await prismaOf(db).flowMissed.count()).toBe(0);
});

test('what a removed flow gathered is let go with its events, and only that', async () => {
  const other = await aLiveFlow(db, workspaceId);
  await db.events.store([anEvent(workspaceId, 'gathered')]);
  await db.dispatch.batch(10, async ({ entry, events }) => {
    const where = { workspaceId, key: '', type: 'batch', windowMs: 86_400_000, most: 9, mostBytes: 9_999, dedupe: null } as const;
    const gathered = events.flatMap((event) => [flow, other].map(({ id }) => ({ ...where, flowId: id, event })));
    await entry.save({ runs: [], marks: [], refusals: [], gathered, ends: [], at: new Date() });
  });
  const left = () => Promise.all([prismaOf(db).gathering.count(), prismaOf(db).gathered.count()]);
  await db.entry.sweepEnded();
  expect(await left()).toEqual([2, 2]);

  await db.flows.remove(key());
  await db.entry.sweepEnded();
  expect(await left()).toEqual([1, 1]);
  expect(await db.entry.gathering({ workspaceId, flowId: other.id })).toMatchObject({ events: 1 });
});
