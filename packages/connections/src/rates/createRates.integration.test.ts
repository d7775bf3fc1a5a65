import { createDb, type Db } from '@noi/db';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRates, type Rates } from './createRates.ts';

const start = Date.parse('2026-11-22T03:00:00Z');
const limit = { perSecond: 10, burst: 5 };

let database: TestDatabase;
let pools: Db[];
let clock = start;
beforeAll(async () => {
  database = await createTestDatabase();
  pools = Array.from({ length: 4 }, () => createDb({ url: database.url, poolSize: 4 }));
});
afterAll(async () => {
  await Promise.all(pools.map((db) => db.close()));
  await database[Symbol.asyncDispose]();
});

/** Four processes that share nothing but the database. */
function fourWorkers(): readonly Rates[] {
  clock = start;
  return pools.map((db) => createRates({ db, now: () => new Date(clock) }));
}

const key = (account: string) => ({ workspaceId: 'shop', account, rateClass: 'zalo' });

test('ten thousand due sends of four processes get turns exactly along the rate, each its own', async () => {
  const workers = fourWorkers();
  const turns = await Promise.all(Array.from({ length: 10_000 }, (_, nr) => (workers[nr % 4] as Rates).take({ ...key('burst'), limit, hasTurn: false })));
  const waits = turns.map(({ at }) => Math.round(at - start)).sort((a, b) => a - b);
  expect(waits).toEqual(Array.from({ length: 10_000 }, (_, nr) => Math.max(0, (nr - 4) * 100)));
});

test('takers that come one after another at different processes never get more than the rate', async () => {
  const workers = fourWorkers();
  const turns: number[] = [];
  for (let nr = 0; nr < 40; nr += 1) {
    clock = start + nr * 20;
    const [one, other] = await Promise.all([workers[nr % 4], workers[(nr + 1) % 4]].map((worker) => worker?.take({ ...key('stream'), limit, hasTurn: false })));
    turns.push(one?.at ?? 0, other?.at ?? 0);
  }
  turns.sort((a, b) => a - b);
  turns.forEach((at, nr) => {
    const next = turns[nr + limit.burst] ?? Number.POSITIVE_INFINITY;
    expect(next - at).toBeGreaterThanOrEqual(99.9);
  });
});

test('accounts, classes and shops do not wait for each other', async () => {
  const [worker] = fourWorkers();
  const one = { perSecond: 1, burst: 1 };
  await worker?.take({ ...key('full'), limit: one, hasTurn: false });
  const [same, account, rateClass, shop] = await Promise.all([
    worker?.take({ ...key('full'), limit: one, hasTurn: false }),
    worker?.take({ ...key('other'), limit: one, hasTurn: false }),
    worker?.take({ ...key('full'), rateClass: 'oa', limit: one, hasTurn: false }),
    worker?.take({ ...key('full'), workspaceId: 'else', limit: one, hasTurn: false }),
  ]);
  expect([same, account, rateClass, shop].map((turn) => (turn?.at ?? 0) - start)).toEqual([1_000, 0, 0, 0]);
});

test('when the provider asks one process for a pause, all keep it', async () => {
  const [first, second] = fourWorkers();
  await first?.ended({ ...key('limited'), end: 'answered', wasProbe: false, pauseMs: 30_000 });
  expect(await second?.take({ ...key('limited'), limit, hasTurn: false })).toEqual({ at: start + 30_000, cause: 'paused', isProbe: false });
});

test('a quota told to one process is known to the others', async () => {
  const [first, second] = fourWorkers();
  const quota = { left: 1, until: start + 60_000, resumesAt: start + 90_000 };
  await first?.ended({ ...key('quota'), end: 'answered', wasProbe: false, quota });
  expect(await first?.take({ ...key('quota'), limit, hasTurn: false })).toMatchObject({ at: start });
  expect(await second?.take({ ...key('quota'), limit, hasTurn: false })).toEqual({ at: start + 90_000, cause: 'quota', isProbe: false });
});

test('a quota that is used up by others stays used up, whatever one was told long before', async () => {
  const [first, second] = fourWorkers();
  const day = { until: start + 80_000_000, resumesAt: start + 80_000_000 };
  const take = (worker: Rates | undefined) => worker?.take({ ...key('spent'), limit, hasTurn: false });
  await first?.ended({ ...key('spent'), end: 'answered', wasProbe: false, quota: { ...day, left: 500 } });
  clock = start + 3_600_000;
  // Told with its last message, by one that sends no more: it is known to the others at once.
  await second?.ended({ ...key('spent'), end: 'answered', wasProbe: false, quota: { ...day, left: 0 } });
  clock = start + 18_000_000;
  const spent = { at: day.resumesAt, cause: 'quota' };
  expect([await take(pools[2] && createRates({ db: pools[2], now: () => new Date(clock) })), await take(first)]).toMatchObject([
    spent,
    { ...spent, at: day.resumesAt + 100 },
  ]);
});

test('a used-up quota is kept also where no limit is declared', async () => {
  const [worker] = fourWorkers();
  const quota = { left: 0, until: start + 60_000, resumesAt: start + 60_000 };
  await worker?.ended({ ...key('undeclared'), end: 'answered', wasProbe: false, quota });
  expect(await worker?.take({ ...key('undeclared'), hasTurn: false })).toMatchObject({ at: start + 60_000, cause: 'quota' });
});

test('a dead provider is left alone by all; one probe of all processes decides, and its answer lets everybody in', async () => {
  const workers = fourWorkers();
  const [first, second] = workers;
  for (let call = 0; call < 5; call += 1) await first?.ended({ ...key('dead'), end: 'away', wasProbe: false });
  const take = (worker: Rates | undefined) => worker?.take({ ...key('dead'), limit, hasTurn: false });
  expect(await take(second)).toMatchObject({ cause: 'broken', at: start + 5_000 });

  clock = start + 5_000;
  const probes = await Promise.all(workers.map(take));
  expect(probes.filter((turn) => turn?.isProbe)).toHaveLength(1);
  await second?.ended({ ...key('dead'), end: 'away', wasProbe: true });
  expect(await take(first)).toMatchObject({ cause: 'broken', at: start + 15_000 });

  clock = start + 15_000;
  expect(await take(first)).toMatchObject({ isProbe: true });
  await first?.ended({ ...key('dead'), end: 'answered', wasProbe: true });
  expect(await take(second)).toEqual({ at: clock, cause: 'rate', isProbe: false });
});

test('where no limit is declared and all is well, the database is not asked', async () => {
  const [worker] = fourWorkers();
  await worker?.take({ ...key('free'), hasTurn: false });
  await worker?.ended({ ...key('free'), end: 'answered', wasProbe: false });
  expect(await pools[0]?.rates.get(key('free'))).toEqual({});
});
