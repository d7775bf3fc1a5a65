import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Db, DispatchBatch } from '../Db.ts';
import { newId } from '../newId.ts';
import { prismaOf } from '../prismaOf.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aGraph, aLiveFlow, anEvent, aPlan, enterRuns } from '../testRecords.ts';

let database: TestDatabase | undefined;
let db: Db;
let workspaceId: string;
let flow: Awaited<ReturnType<typeof aLiveFlow>>;
// Dispatchers look at every shop, so each test has a database of its own.
beforeEach(async () => {
  await database?.[Symbol.asyncDispose]();
  database = await createTestDatabase();
  db = database.db;
  workspaceId = newId();
  flow = await aLiveFlow(db, workspaceId);
});
afterAll(() => database?.[Symbol.asyncDispose]());

const keyOf = ({ id }: { id: string }) => ({ workspaceId, id });
const pause = (one = flow) => db.flows.setStatus(keyOf(one), 'paused');
const resume = (events: 'start' | 'leave', one = flow) => db.flows.resume(keyOf(one), { held: 'now', events, now: new Date() });
const store = (...names: readonly string[]) => db.events.store(names.map((name) => anEvent(workspaceId, name)));
const eventsMissed = async (one = flow) => (await db.flows.pause(keyOf(one)))?.eventsMissed;
const started = async () => (await db.runs.list({ workspaceId, limit: 100 })).map(({ subject }) => subject).sort();

/** As the dispatcher does: whoever listens gets a run of each event. */
async function start(batch: DispatchBatch, isMeant: (eventId: string, flowId: string) => boolean = () => true): Promise<void> {
  const listeners = await batch.subscriptions([{ workspaceId, event: 'webhook.received' }]);
  const pairs = batch.events.flatMap((event) => listeners.map((listener) => ({ event, listener })));
  await batch.createRuns(
    pairs
      .filter(({ event, listener }) => isMeant(event.id, listener.flowId))
      .map(({ event, listener: { flowId, versionId, planHash } }) => ({
        ...{ workspaceId, flowId, versionId, planHash, engine: 1, workflowId: `wf-${newId()}`, customer: null },
        ...{ eventId: event.id, entryKey: event.id, subject: event.externalId },
      })),
  );
}

const dispatch = (around: (work: () => Promise<void>) => Promise<void> = (work) => work()) => db.dispatch.batch(100, (batch) => around(() => start(batch)));

/** The names of the events that were given to be worked. */
async function takeMissed(limit = 100, before: () => Promise<void> = async () => undefined): Promise<readonly string[]> {
  const given: string[] = [];
  await db.dispatch.missed(limit, async (batch, flows) => {
    given.push(...batch.events.map(({ externalId }) => externalId));
    await before();
    await start(batch, (eventId, flowId) => flows.get(eventId)?.has(flowId) === true);
  });
  return given;
}

test('an event that was stored before the pause and dispatched within it is asked about, and starts its run when wanted', async () => {
  await store('before');
  await pause();
  await store('within');
  await dispatch();
  expect(await started()).toEqual([]);
  expect(await eventsMissed()).toBe(2);

  expect(await resume('start')).toMatchObject({ events: 2 });
  expect(await eventsMissed()).toBeUndefined();
  expect(await takeMissed()).toEqual(['before', 'within']);
  expect(await started()).toEqual(['before', 'within']);
});

test('an event that is still to be dispatched when the pause ends enters once', async () => {
  await pause();
  await store('late');
  expect(await eventsMissed()).toBe(0);
  expect(await resume('start')).toMatchObject({ events: 0 });
  await dispatch();
  expect(await takeMissed()).toEqual([]);
  expect(await started()).toEqual(['late']);
});

test('an event that came before the pause and has entered is not missed', async () => {
  await store('entered');
  // The pause begins while the batch, which found the flow live, is still open.
  await dispatch(async (work) => {
    await work();
    await pause();
  });
  expect(await eventsMissed()).toBe(0);
  await resume('start');
  expect(await takeMissed()).toEqual([]);
  expect(await started()).toEqual(['entered']);
});

test.each(['start', 'leave'] as const)('a pause that ends while a batch found the flow paused: %s counts for its events, too', async (choice) => {
  await pause();
  await store('between');
  await dispatch(async (work) => {
    await work();
    await resume(choice);
  });
  expect(await takeMissed()).toEqual(choice === 'start' ? ['between'] : []);
  expect(await started()).toEqual(choice === 'start' ? ['between'] : []);
  expect(await prismaOf(db).flowMissed.count()).toBe(0);
});

test('events that are left start nothing, and are not asked about again', async () => {
  await pause();
  await store('left');
  await dispatch();
  expect(await resume('leave')).toMatchObject({ events: 0 });
  expect(await takeMissed()).toEqual([]);
  await pause();
  expect(await eventsMissed()).toBe(0);
});

test('what was to start stays while the flow is paused again, also when that happens while it is taken', async () => {
  await pause();
  await store('a');
  await dispatch();
  await resume('start');
  expect(await takeMissed(100, pause)).toEqual(['a']);
  expect(await started()).toEqual([]);
  expect(await takeMissed()).toEqual([]);
  expect(await eventsMissed()).toBe(1);

  await resume('start');
  await takeMissed();
  expect(await started()).toEqual(['a']);
});

test('only what the flow would have heard is missed: of its source, and meant for it', async () => {
  const ofGhn = { ...keyOf(flow), graph: aGraph(), plan: aPlan('ghn'), subscription: { event: 'webhook.received', source: 'ghn' }, publishedBy: null } as const;
  await db.flows.publish(ofGhn);
  await pause();
  const meant = anEvent(workspaceId, 'meant for another', 'ghn');
  await db.events.store([
    ...[anEvent(workspaceId, 'heard', 'ghn'), anEvent(workspaceId, 'of another source'), anEvent(newId(), 'of another shop', 'ghn')],
    { ...meant, event: { ...meant.event, payload: { ...meant.event.payload, flowId: newId() } } } as typeof meant,
  ]);
  await dispatch();
  expect(await eventsMissed()).toBe(1);
});

test('flow by flow, in order of arrival, past flows that are paused; one that cannot be worked is left alone', async () => {
  const [second, third] = [await aLiveFlow(db, workspaceId), await aLiveFlow(db, workspaceId)];
  const flows = [flow, second, third];
  for (const one of flows) await pause(one);
  const stored = await store('a', 'b', 'c');
  await dispatch();
  for (const one of [second, third]) await resume('start', one);

  const take = async (limit: number) => {
    const taken: string[] = [];
    const fails = db.dispatch.missed(limit, async ({ events }, pairs) => {
      for (const { id, externalId } of events)
        for (const flowId of pairs.get(id) ?? []) taken.push(`${flows.findIndex((one) => one.id === flowId)}${externalId}`);
      throw new Error('cannot be worked');
    });
    await expect(fails).rejects.toThrow('cannot be worked');
    return taken;
  };
  expect(await take(1)).toEqual(['1a']);
  expect((await take(4)).sort()).toEqual(['1a', '1b', '1c', '2a']);
  const pair = { workspaceId, flowId: second.id, eventId: stored[0]?.id ?? '' };
  expect([await db.dispatch.leaveMissed(pair), await db.dispatch.leaveMissed(pair)]).toEqual([true, false]);
  expect(await take(1)).toEqual(['1b']);
  expect(await eventsMissed()).toBe(3);
});

test('an event that has entered, by whatever way, is not asked about again', async () => {
  const [entered, gathered, missed] = await store('entered', 'gathered', 'missed');
  await db.dispatch.batch(100, async (batch) => {
    await start(batch, (eventId) => eventId === entered?.id);
    const where = { workspaceId, flowId: flow.id, key: '', type: 'batch', windowMs: 60_000, most: 9, mostBytes: 9_999, dedupe: null } as const;
    const one = batch.events.filter(({ id }) => id === gathered?.id).map((event) => ({ ...where, event }));
    await batch.entry.save({ runs: [], marks: [], refusals: [], gathered: one, ends: [], at: new Date() });
  });
  await prismaOf(db).flowMissed.createMany({ data: [entered, gathered, missed].map((event) => ({ workspaceId, flowId: flow.id, eventId: event?.id ?? '' })) });
  expect(await takeMissed()).toEqual(['missed']);
  expect(await prismaOf(db).flowMissed.count()).toBe(0);
});

test('a run gives way only to one that is really made', async () => {
  const [former = ''] = await enterRuns(db, { workspaceId, flow, runs: [{ state: 'queued', person: 'lan', lane: null, laneLimit: null }] });
  await store('newer');
  const enter = (entryKey: string) =>
    db.dispatch.batch(100, async ({ entry, events }) => {
      const id = newId();
      const facts = { workspaceId, flowId: flow.id, versionId: flow.version.id, planHash: flow.version.planHash, engine: 1, dedupe: null, trigger: null };
      const run = { ...facts, id, workflowId: `wf-${id}`, eventId: events[0]?.id ?? '', entryKey, subject: null, customer: null };
      const runs = [{ ...run, state: 'starting', person: 'lan', lane: null, laneLimit: null } as const];
      await entry.save({ runs, marks: [], refusals: [], gathered: [], ends: [{ runId: former, givesWayTo: id }], at: new Date() });
    });
  const stateOfFormer = async () => (await db.runs.get({ workspaceId, id: former }))?.state;
  // It entered before.
  await enter(former);
  expect(await stateOfFormer()).toBe('queued');
  await store('newest');
  await enter('newest');
  expect(await stateOfFormer()).toBe('stopped');
});

test('a pause that nobody ends lets its events go at their age; what is about to start stays', async () => {
  const other = await aLiveFlow(db, workspaceId);
  await pause();
  await pause(other);
  await store('old');
  await dispatch();
  await resume('start', other);
  const prune = (daysFromNow: number) => db.retention.pruneCounts({ workspaceId, before: new Date(Date.now() + daysFromNow * 86_400_000) });
  await prune(-1);
  expect(await eventsMissed()).toBe(1);
  await prune(1);
  expect(await eventsMissed()).toBe(0);
  expect(await takeMissed()).toEqual(['old']);
});

test('a pause begins once, by the clock of the database', async () => {
  await pause();
  const first = (await db.flows.pause(keyOf(flow)))?.pausedAt;
  await pause();
  expect((await db.flows.pause(keyOf(flow)))?.pausedAt).toEqual(first);
  await db.flows.setStatus(keyOf(flow), 'live');
  expect(await db.flows.pause(keyOf(flow))).toBeNull();
});
