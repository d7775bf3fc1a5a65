import type { BacktestReport } from '@noi/flow';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../newId.ts';
import { prismaOf } from '../prismaOf.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { anEvent, aPlan } from '../testRecords.ts';

const now = new Date('2026-11-22T03:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const report = { events: 3 } as BacktestReport;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await prismaOf(database.db).backtest.deleteMany();
});

const ask = (flowId = newId(), workspaceId = 'shop') =>
  database.db.backtests.create({
    ...{ workspaceId, flowId, revision: 4, plan: aPlan('draft'), livePlan: aPlan('live'), liveVersion: 2, called: {}, createdBy: null },
    ...{ fromAt: new Date('2026-10-23T00:00:00Z'), toAt: now },
  });
const take = (at = now) => database.db.backtests.take({ now: at, leaseUntil: new Date(at.getTime() + 60_000) });

test('one is asked for, taken, told of and ended', async () => {
  const { backtests } = database.db;
  const { id, flowId } = await ask();
  expect(await backtests.latest({ workspaceId: 'shop', flowId })).toMatchObject({ id, state: 'queued', eventsTotal: null, report: null, liveVersion: 2 });

  const taken = await take();
  expect(taken).toMatchObject({ id, plan: { hash: 'draft' }, livePlan: { hash: 'live' } });
  if (!taken) throw new Error('It can be taken');
  expect(await backtests.progress(taken, { eventsDone: 5, eventsTotal: 9, isCut: true, leaseUntil: later(2) })).toBe(true);
  expect(await backtests.end(taken, { state: 'done', report, liveReport: report, at: now })).toBe(true);
  expect(await backtests.get({ workspaceId: 'shop', id })).toMatchObject({
    state: 'done',
    eventsDone: 5,
    eventsTotal: 9,
    isCut: true,
    report,
    liveReport: report,
  });
  expect(await take()).toBeNull();
});

test('what a worker left is taken by another, whose word alone counts, and is given up after three', async () => {
  const { backtests } = database.db;
  const { id } = await ask();
  const [first, none] = [await take(), await take()];
  expect(none).toBeNull();
  const second = await take(later(2));
  if (!first || !second) throw new Error('It can be taken twice');
  expect(second.lease).not.toBe(first.lease);
  expect(await backtests.progress(first, { eventsDone: 1, eventsTotal: 1, isCut: false, leaseUntil: later(9) })).toBe(false);
  expect(await backtests.end(first, { state: 'failed', at: now })).toBe(false);

  expect(await take(later(4))).toMatchObject({ id });
  expect(await take(later(6))).toBeNull();
  expect(await backtests.get({ workspaceId: 'shop', id })).toMatchObject({ state: 'failed' });
});

test('a shop with many does not keep another waiting', async () => {
  const [mine] = [await ask(), await ask(), await ask()];
  const theirs = await ask(newId(), 'other');
  expect([(await take())?.id, (await take())?.id, await take()]).toEqual([mine?.id, theirs.id, null]);
});

test('a newer one of the same flow, or a person, ends one that is under way', async () => {
  const { backtests } = database.db;
  const former = await ask();
  const taken = await take();
  const newer = await ask(former.flowId);
  if (!taken) throw new Error('It can be taken');
  expect(await backtests.progress(taken, { eventsDone: 1, eventsTotal: 1, isCut: false, leaseUntil: later(9) })).toBe(false);
  expect(await backtests.get({ workspaceId: 'shop', id: former.id })).toMatchObject({ state: 'cancelled' });
  expect([await backtests.cancel({ workspaceId: 'shop', id: newer.id }, now), await backtests.cancel({ workspaceId: 'shop', id: newer.id }, now)]).toEqual([
    true,
    false,
  ]);
});

test('only the last ten of a flow are kept', async () => {
  const { flowId } = await ask();
  for (let nr = 0; nr < 11; nr += 1) await ask(flowId);
  expect(await prismaOf(database.db).backtest.count({ where: { flowId } })).toBe(10);
});

test('events come in pages, of the kinds and the time that are asked for', async () => {
  const { backtests, events } = database.db;
  const stored = await events.store(['a', 'b', 'c', 'd'].map((name) => anEvent('reader', name)));
  const window = { workspaceId: 'reader', from: new Date(Date.now() - 60_000), to: new Date(Date.now() + 60_000), types: ['webhook.received' as const] };
  const first = await backtests.events({ ...window, limit: 3 });
  const rest = await backtests.events({ ...window, after: first.at(-1)?.id ?? '', limit: 3 });

  expect([...first, ...rest].map(({ id }) => id)).toEqual(stored.map(({ id }) => id).sort());
  expect(first[0]).toMatchObject({ type: 'webhook.received', source: 'api', receivedAt: expect.stringMatching(/Z$/), payload: { query: {} } });
  expect([await backtests.countEvents({ ...window, most: 3 }), await backtests.countEvents({ ...window, most: 99 })]).toEqual([3, 4]);
  expect(await backtests.countEvents({ ...window, types: ['order.created'], most: 9 })).toBe(0);
  expect(await backtests.countEvents({ ...window, to: new Date(Date.now() - 30_000), most: 9 })).toBe(0);
});

test('what other flows sent is told in order, without what failed', async () => {
  const { backtests, messages } = database.db;
  const flowId = newId();
  const send = async (own: string, recipient: string) => {
    const key = { workspaceId: 'sender', runId: newId(), scope: 'root', stepId: 'send', visit: 1 };
    const facts = { channel: 'zalo', purpose: 'care', recipient, preview: '', priceVnd: null, connectionId: null };
    await messages.reserve({ ...key, ...facts, flowId: own, trackingId: newId().slice(0, 30) });
    return key;
  };
  await send(flowId, '+84900000001');
  await send(newId(), '+84900000002');
  const failed = await send(newId(), '+84900000003');
  await messages.settle(failed, { state: 'failed', at: new Date() });
  await send(newId(), '+84900000004');

  const window = { workspaceId: 'sender', flowId, from: new Date(Date.now() - 60_000), to: new Date(Date.now() + 60_000) };
  expect((await backtests.sentByOthers({ ...window, limit: 9 })).map(({ recipient }) => recipient)).toEqual(['+84900000002', '+84900000004']);
});
