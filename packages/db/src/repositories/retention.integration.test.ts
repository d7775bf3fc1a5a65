import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NewRestart } from '../Db.ts';
import { newId } from '../newId.ts';
import { prismaOf } from '../prismaOf.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aLiveFlow, anEvent, aPlan, startRuns } from '../testRecords.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

const began = Date.now();
const day = (days: number) => new Date(began + days * 86_400_000);
const stepData = { input: { phone: '+84912345678' }, output: { messageId: 'm1' } };

async function aShop() {
  const workspaceId = newId();
  const flow = await aLiveFlow(database.db, workspaceId);
  const [ended, waiting] = await startRuns(database.db, { workspaceId, flow, keys: ['ended', 'waiting'] });
  if (!ended || !waiting) throw new Error('No runs were made');
  for (const { id: runId } of [ended, waiting]) {
    const key = { workspaceId, runId, scope: 'root', stepId: 'send', visit: 1, attempt: 1 };
    await database.db.runs.beginStep({ ...key, flowId: flow.id, input: stepData.input, at: day(0) });
    await database.db.runs.endStep({ ...key, state: 'done', output: stepData.output, at: day(0) });
  }
  const end = (runId: string, at: Date) => database.db.runs.record({ workspaceId, runId, records: [], outcome: { state: 'done' }, at });
  await end(ended.id, day(0));
  const stepOf = async (runId: string) => (await database.db.runs.stepRuns({ workspaceId, runId }))[0];
  /** One round of retention at a day, with the default ages. */
  const prune = async (days: number) => {
    const steps = await database.db.retention.pruneSteps({ workspaceId, before: day(days - 90), at: day(days), limit: 100 });
    const { pruned } = await database.db.retention.pruneEvents({ workspaceId, before: day(days - 365), after: null, limit: 100 });
    return { steps, events: pruned };
  };
  return { workspaceId, flow, ended, waiting, end, stepOf, prune };
}

const restartOf = (workspaceId: string, id: string, { version }: Awaited<ReturnType<typeof aLiveFlow>>): NewRestart => ({
  ...{ former: { workspaceId, id }, from: { scope: 'root', stepId: 'send' }, versionId: version.id, plan: aPlan(version.planHash), kept: [] },
  carry: { scopes: {}, trigger: {}, outcome: null },
});

test('a run that waits for 200 days has all its data; one that ended lost it after 90 and kept its path', async () => {
  const { ended, waiting, end, stepOf, prune, workspaceId, flow } = await aShop();
  expect((await prune(89)).steps).toBe(0);
  expect((await prune(91)).steps).toBe(1);
  expect(await stepOf(ended.id)).toMatchObject({ state: 'done', input: null, output: null, attempts: [] });
  expect((await prune(92)).steps).toBe(0);

  await prune(200);
  expect(await stepOf(waiting.id)).toMatchObject(stepData);
  await end(waiting.id, day(200));
  await prune(289);
  expect(await stepOf(waiting.id)).toMatchObject(stepData);
  await prune(291);
  expect(await stepOf(waiting.id)).toMatchObject({ input: null, output: null });
  // What makes a run unique stays: the same entry starts none.
  expect(await startRuns(database.db, { workspaceId, flow, keys: ['ended'] })).toEqual([]);
});

test('old events go in bounded batches, but none that an unfinished run began with; a repeat of a pruned one is still known', async () => {
  const { workspaceId, waiting, end, prune } = await aShop();
  await database.db.events.store(['a', 'b', 'c'].map((id) => anEvent(workspaceId, id)));
  expect((await prune(400)).events).toBe(0);
  await database.db.dispatch.batch(1_000, async () => undefined);
  expect((await prune(364)).events).toBe(0);

  const batch = (after: string | null) => database.db.retention.pruneEvents({ workspaceId, before: day(400 - 365), after, limit: 2 });
  const first = await batch(null);
  expect(first).toEqual({ pruned: 1, next: expect.any(String) });
  expect(await batch(first.next)).toEqual({ pruned: 2, next: expect.any(String) });
  expect(await batch(null)).toEqual({ pruned: 0, next: null });
  expect((await database.db.events.list({ workspaceId, limit: 10 })).map(({ id }) => id)).toEqual([waiting.eventId]);
  expect(await database.db.events.store([anEvent(workspaceId, 'a')])).toMatchObject([{ isNew: false }]);

  await end(waiting.id, day(400));
  expect((await prune(489)).events).toBe(0);
  expect((await prune(491)).events).toBe(1);
});

test('an event stays as long as a run of it may be restarted, and the new run has it', async () => {
  const { workspaceId, flow, ended, waiting, end } = await aShop();
  await end(waiting.id, day(0));
  const pruneEvents = async (days: number) =>
    (await database.db.retention.pruneEvents({ workspaceId, before: day(days - 30), after: null, limit: 100 })).pruned;
  const pruneSteps = (days: number) => database.db.retention.pruneSteps({ workspaceId, before: day(days - 90), at: day(days), limit: 100 });
  await pruneSteps(60);
  expect(await pruneEvents(60)).toBe(0);

  const made = await database.db.restarts.restart(restartOf(workspaceId, ended.id, flow));
  expect(made).toMatchObject({ isNew: true });
  expect((await database.db.runs.get({ workspaceId, id: made?.id ?? '' }))?.eventId).toBe(ended.eventId);
  await pruneSteps(91);
  expect(await pruneEvents(91)).toBe(0);
  await end(made?.id ?? '', day(92));
  expect(await pruneEvents(93)).toBe(0);
  await pruneSteps(183);
  expect(await pruneEvents(183)).toBe(1);
});

test('an event that a flow is to make up for stays', async () => {
  const { workspaceId, flow } = await aShop();
  const [event] = await database.db.events.store([anEvent(workspaceId, 'missed')]);
  await database.db.dispatch.batch(1_000, async () => undefined);
  const missed = { flowId: flow.id, eventId: event?.id ?? '' };
  await prismaOf(database.db).flowMissed.create({ data: { ...missed, workspaceId } });
  const prune = async () => (await database.db.retention.pruneEvents({ workspaceId, before: day(40), after: null, limit: 100 })).pruned;
  expect(await prune()).toBe(0);
  await prismaOf(database.db).flowMissed.delete({ where: { flowId_eventId: missed } });
  expect(await prune()).toBe(1);
});

test('old events are read in the order of their arrival, whatever their types', async () => {
  const { workspaceId, waiting } = await aShop();
  const types = ['webhook.received', 'cart.abandoned', 'order.created', 'cart.abandoned', 'webhook.received'];
  const stored = await database.db.events.store(types.map((_, at) => anEvent(workspaceId, `e${at}`)));
  for (const [at, { id }] of stored.entries()) await prismaOf(database.db).event.updateMany({ where: { id }, data: { type: types[at] ?? '' } });
  const seen: (string | null)[] = [];
  for (let after: string | null = null; ; ) {
    const { next } = await database.db.retention.pruneEvents({ workspaceId, before: day(40), after, limit: 1 });
    seen.push(next);
    if (next === null) break;
    after = next;
  }
  expect(seen).toEqual([waiting.eventId, ...stored.map(({ id }) => id), null]);
});

test('a run whose event is gone is not restarted, and its story says so', async () => {
  const { workspaceId, flow, ended } = await aShop();
  const story = () => database.db.restarts.story({ workspaceId, runId: ended.id });
  expect((await story())?.trigger).toMatchObject({ body: { externalId: expect.any(String) } });
  await prismaOf(database.db).event.deleteMany({ where: { id: ended.eventId } });
  expect((await story())?.trigger).toBeNull();
  expect(await database.db.restarts.restart(restartOf(workspaceId, ended.id, flow))).toBeNull();
  expect((await database.db.restarts.relatives({ workspaceId, runId: ended.id })).as).toEqual([]);
});

test('a shop’s own ages count, and counts and alerts of the past go too', async () => {
  const { workspaceId, flow } = await aShop();
  await database.db.alerts.saveSettings(workspaceId, { channels: {}, quietMinutes: 60, stepDataDays: 7, eventDays: 30 });
  expect(await database.db.retention.policies()).toContainEqual({ workspaceId, stepDataDays: 7, eventDays: 30 });

  const refusal = { workspaceId, flowId: flow.id, day: '2026-11-22', reason: 'once', count: 1, lastEventId: newId(), lastAt: day(0) };
  await prismaOf(database.db).entryRefusal.create({ data: refusal });
  const left = () => database.db.entry.refusals({ workspaceId, flowId: flow.id, limit: 10 });
  await database.db.retention.pruneCounts({ workspaceId, before: day(-1) });
  expect(await left()).toHaveLength(1);
  await database.db.retention.pruneCounts({ workspaceId, before: day(1) });
  expect(await left()).toEqual([]);
});

test('a whole month of events goes at once when nothing in it is needed', async () => {
  await using own = await createTestDatabase();
  const { db } = own;
  const workspaceId = newId();
  const flow = await aLiveFlow(db, workspaceId);
  const [run] = await startRuns(db, { workspaceId, flow, keys: ['a'] });
  const month = `event_${day(0).toISOString().slice(0, 7).replace('-', '_')}`;

  expect(await db.retention.dropMonths({ before: day(0) })).toEqual([]);
  expect(await db.retention.dropMonths({ before: day(40) })).not.toContain(month);
  await db.runs.record({ workspaceId, runId: run?.id ?? '', records: [], outcome: { state: 'done' }, at: day(1) });
  expect(await db.retention.dropMonths({ before: day(40) })).not.toContain(month);
  await db.retention.pruneSteps({ workspaceId, before: day(2), at: day(2), limit: 10 });
  const missed = { flowId: flow.id, eventId: run?.eventId ?? '' };
  await prismaOf(db).flowMissed.create({ data: { ...missed, workspaceId } });
  expect(await db.retention.dropMonths({ before: day(40) })).not.toContain(month);
  await prismaOf(db).flowMissed.delete({ where: { flowId_eventId: missed } });
  expect(await db.retention.dropMonths({ before: day(40) })).toContain(month);
  expect(await db.events.list({ workspaceId, limit: 10 })).toEqual([]);
  // A late delivery still finds a place.
  expect(await db.events.store([anEvent(workspaceId, 'late')])).toMatchObject([{ isNew: true }]);
});
