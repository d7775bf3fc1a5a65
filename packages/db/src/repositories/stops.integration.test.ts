import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Db } from '../Db.ts';
import { newId } from '../newId.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aLiveFlow, enterRuns, startRuns } from '../testRecords.ts';

let database: TestDatabase;
let db: Db;
let workspaceId: string;
let flow: Awaited<ReturnType<typeof aLiveFlow>>;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database?.[Symbol.asyncDispose]());
beforeEach(async () => {
  workspaceId = newId();
  flow = await aLiveFlow(db, workspaceId);
});

const runs = async (count: number) =>
  (await startRuns(db, { workspaceId, flow, keys: Array.from({ length: count }, () => newId()) })).map(({ id }) => id).sort();
const end = (runId: string) => db.runs.record({ workspaceId, runId, records: [], outcome: { state: 'stopped', by: 'person' }, at: new Date() });
const start = Date.now() + 600_000;
/** All that was asked for is due by then. */
const soon = (ms = 0) => new Date(start + ms);
const take = (now = soon(), limit = 2) => db.stops.take({ now, leasedUntil: new Date(now.getTime() + 1_000), limit });
const latest = () => db.stops.latest({ workspaceId, flowId: flow.id });

test('all runs that were under way are told, batch by batch, until none is left; later ones are not meant', async () => {
  const meant = await runs(3);
  await runs(1).then(([ended]) => end(ended ?? ''));
  expect(await db.stops.ask({ workspaceId, flowId: flow.id, askedBy: 'lan@shop.vn' })).toMatchObject({ total: 3, left: 3, endedAt: null });
  await new Promise((resolve) => setTimeout(resolve, 5));
  await runs(1);
  expect(await db.stops.countOpen({ workspaceId, flowId: flow.id })).toBe(4);

  const told: string[] = [];
  for (let batch = await take(); batch !== null && batch.runs.length > 0; batch = await take()) {
    told.push(...batch.runs.map(({ id }) => id));
    await db.stops.settle(batch, { now: soon(), againAt: soon(5_000) });
  }
  expect(told).toEqual(meant);

  // One is slow to end: after a round it is told again, and the stop is not over before.
  await Promise.all(meant.slice(1).map(end));
  const empty = { workspaceId, id: (await latest())?.id ?? '', runs: [] };
  await db.stops.settle(empty, { now: soon(), againAt: soon(5_000) });
  expect(await latest()).toMatchObject({ total: 3, left: 1, endedAt: null });
  expect(await take(soon(4_999))).toBeNull();
  expect((await take(soon(5_000)))?.runs.map(({ id }) => id)).toEqual(meant.slice(0, 1));
  await end(meant[0] ?? '');
  await db.stops.settle(empty, { now: soon(), againAt: soon(5_000) });
  expect(await latest()).toMatchObject({ left: 0, askedBy: 'lan@shop.vn', endedAt: expect.any(Date) });
  expect(await take(soon(60_000))).toBeNull();
});

test('those that wait for their turn leave the line before anybody is told, so that nobody’s end lets one in', async () => {
  const told = { state: 'starting', person: null, lane: 'all', laneLimit: 3 } as const;
  const queued = { ...told, state: 'queued' } as const;
  const ids = await enterRuns(db, { workspaceId, flow, runs: [told, told, told, queued, queued, queued] });
  await db.stops.ask({ workspaceId, flowId: flow.id, askedBy: null });

  const batches: (readonly string[])[] = [];
  for (let batch = await take(); batch !== null && batch.runs.length > 0; batch = await take()) {
    batches.push(batch.runs.map(({ id, state }) => `${ids.indexOf(id)} ${state}`));
    for (const { id: runId, state } of batch.runs) await (state === 'queued' ? db.entry.cancelQueued({ workspaceId, runId, at: soon() }) : end(runId));
    await db.stops.settle(batch, { now: soon(), againAt: soon(5_000) });
  }
  await db.stops.settle({ workspaceId, id: (await latest())?.id ?? '', runs: [] }, { now: soon(), againAt: soon(5_000) });
  expect(await latest()).toMatchObject({ total: 6, left: 0, endedAt: expect.any(Date) });
  expect(batches).toEqual([['3 queued', '4 queued'], ['5 queued'], ['0 starting', '1 starting'], ['2 starting']]);
});

test('a batch is leased to one worker, and taken again when that one died', async () => {
  await runs(1);
  await db.stops.ask({ workspaceId, flowId: flow.id, askedBy: null });
  const [one, other] = await Promise.all([take(), take()]);
  expect([one, other].filter((batch) => batch !== null)).toHaveLength(1);
  expect(await take(soon(900))).toBeNull();
  expect(await take(soon(2_000))).toMatchObject({ runs: [{ workspaceId }] });
});

test('where nothing is under way there is nothing to do, and whoever asks twice begins anew', async () => {
  expect(await db.stops.ask({ workspaceId, flowId: flow.id, askedBy: null })).toMatchObject({ total: 0, endedAt: expect.any(Date) });
  await runs(2);
  const first = await db.stops.ask({ workspaceId, flowId: flow.id, askedBy: null });
  const second = await db.stops.ask({ workspaceId, flowId: flow.id, askedBy: null });
  expect(await latest()).toMatchObject({ id: second.id, total: 2, left: 2 });
  expect((await take(soon(), 10))?.id).toBe(second.id);
  expect(first.id).not.toBe(second.id);
});
