import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../newId.ts';
import { prismaOf } from '../prismaOf.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aLiveFlow, anEvent, startRuns } from '../testRecords.ts';

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
    const events = await database.db.retention.pruneEvents({ workspaceId, before: day(days - 365), limit: 100 });
    return { steps, events };
  };
  return { workspaceId, flow, ended, waiting, end, stepOf, prune };
}

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

  const batch = (days: number) => database.db.retention.pruneEvents({ workspaceId, before: day(days - 365), limit: 2 });
  expect([await batch(400), await batch(400), await batch(400)]).toEqual([2, 1, 0]);
  expect((await database.db.events.list({ workspaceId, limit: 10 })).map(({ id }) => id)).toEqual([waiting.eventId]);
  expect(await database.db.events.store([anEvent(workspaceId, 'a')])).toMatchObject([{ isNew: false }]);

  await end(waiting.id, day(400));
  expect((await prune(401)).events).toBe(1);
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
  expect(await db.retention.dropMonths({ before: day(40) })).toContain(month);
  expect(await db.events.list({ workspaceId, limit: 10 })).toEqual([]);
  // A late delivery still finds a place.
  expect(await db.events.store([anEvent(workspaceId, 'late')])).toMatchObject([{ isNew: true }]);
});
