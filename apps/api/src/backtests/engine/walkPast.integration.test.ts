import type { Db, TakenBacktest } from '@noi/db';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import { compileGraph, type Plan, type RuleGroup, tooManySteps } from '@noi/flow';
import { aGraph, testCatalog } from '@noi/flow/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { walkPast } from './walkPast.ts';

const now = () => new Date(Date.now() + 60_000);
const hourMs = 3_600_000;

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
  await db.events.store([1, 2, 3, 4, 5].map((nr) => aDelivery(`${nr}`)));
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

function aDelivery(code: string) {
  const customer = { name: 'Lan', phone: `+8491234567${code}` };
  const order = { code, externalId: code, createdAt: '2026-11-20T02:30:00.000Z', total: 100, state: 'open' as const, customer, lines: [] };
  const event = {
    type: 'order.delivered' as const,
    externalId: code,
    occurredAt: '2026-11-22T03:00:00.000Z',
    payload: { order, customer, deliveredAt: '2026-11-22T03:00:00.000Z' },
  };
  return { workspaceId: 'shop', source: 'api', connectionId: null, event };
}

function aPlanOf(graph: ReturnType<typeof aGraph>): Plan {
  const compiled = compileGraph({ graph: graph.build(), catalog: testCatalog, connections: [{ id: 'oa', type: 'zalo.oa', state: 'ok' }] });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
  return compiled.plan;
}
const once = aPlanOf(aGraph().trigger().sendZns());
const twice = aPlanOf(aGraph().trigger().sendZns().sendZns('again'));

async function take(livePlan: Plan | null = null, plan = once): Promise<TakenBacktest> {
  const [fromAt, toAt] = [new Date(Date.now() - hourMs), now()];
  await db.backtests.create({
    workspaceId: 'shop',
    flowId: '00000000-0000-7000-8000-000000000001',
    revision: 1,
    plan,
    livePlan,
    liveVersion: 1,
    called: {},
    fromAt,
    toAt,
    createdBy: null,
  });
  const taken = await db.backtests.take({ now: now(), leaseUntil: new Date(Date.now() + hourMs) });
  if (!taken) throw new Error('It can be taken');
  return taken;
}

const recipientOf = (_step: unknown, input: Readonly<Record<string, unknown>>) => ({ ok: true, address: String(input.phone) }) as const;
const walk = (taken: TakenBacktest, change: { mostEvents?: number; mostMoves?: number; pageSize?: number; isStopped?: () => boolean } = {}) =>
  walkPast({ db: { backtests: db.backtests }, taken, words: { recipientOf }, now, isStopped: () => false, ...change });

test('pages of any size make the same report, of both versions', async () => {
  const taken = await take(twice);
  const [small, large] = [await walk(taken, { pageSize: 2 }), await walk(taken)];
  expect(small).toEqual(large);
  expect(small).toMatchObject({ report: { events: 5, messages: 5, costVnd: 1_500 }, liveReport: { events: 5, messages: 10, costVnd: 3_000 } });
});

test('no more events are looked at than are allowed, and that is told', async () => {
  const taken = await take();
  expect(await walk(taken, { mostEvents: 3, pageSize: 2 })).toMatchObject({ report: { events: 3 }, liveReport: null });
  expect(await db.backtests.get({ workspaceId: 'shop', id: taken.id })).toMatchObject({ isCut: true, eventsTotal: 3 });
});

const never: RuleGroup = { combinator: 'and', rules: [{ field: 'steps.outer.round', operator: '<', value: 0 }] };
const long = aPlanOf(
  aGraph().trigger().repeat('outer', { until: never, most: 1_000 }).inside('outer').repeat('inner', { until: never, most: 1_000 }).inside('inner').set('body'),
);

test('a run whose loops go on for long is ended and counted as failed for that; within it, too, others get their turn', async () => {
  const taken = await take(null, long);
  let turns = 0;
  const other = setInterval(() => {
    turns += 1;
  }, 0);
  const walked = await walk(taken, { mostEvents: 1 });
  clearInterval(other);
  expect(walked?.report).toMatchObject({ runs: { started: 1, failed: 1, open: 0 }, failures: [{ stepId: 'outer', text: tooManySteps.text, count: 1 }] });
  expect(turns).toBeGreaterThan(50);
});

test('no more moves are made than are allowed, and that is told', async () => {
  const taken = await take(null, long);
  expect(await walk(taken, { mostMoves: 300_000 })).toMatchObject({ report: { runs: { failed: 1, open: 1 } }, liveReport: null });
  expect(await db.backtests.get({ workspaceId: 'shop', id: taken.id })).toMatchObject({ isCut: true, eventsDone: 1, eventsTotal: 1 });
});

test('one that is ended, or whose process stops, is left where it is', async () => {
  const ended = await take();
  await db.backtests.cancel({ workspaceId: 'shop', id: ended.id }, now());
  expect(await walk(ended)).toBeNull();
  expect(await walk(await take(), { isStopped: () => true })).toBeNull();
});
