import { randomUUID } from 'node:crypto';
import type { Db, ListedRun } from '@noi/db';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import { type EntryRules, emptyGraph, type Plan } from '@noi/flow';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { largeOrder, orderCreated } from '../testing/flows.ts';
import { admitGathered, admitMatches } from './admitMatches.ts';
import { largestGroup, largestPayload } from './groupBounds.ts';
import { matchEvents } from './matchEvents.ts';

/** The rules of entry on real Postgres, with two dispatchers that meet and die, and without Temporal: a run ends when the test says so. */
let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database?.[Symbol.asyncDispose]());

const start = Date.UTC(2026, 10, 22, 3);
const bounds = { runs: largestGroup, bytes: largestPayload };
const window = { amount: 10, unit: 'minutes' } as const;

async function openShop(settings: Omit<EntryRules, 'timezone'>) {
  const workspaceId = randomUUID();
  const graph = emptyGraph();
  const { id: flowId } = await db.flows.create({ workspaceId, name: 'Quy trình thử', graph });
  const publish = async (rules: Omit<EntryRules, 'timezone'>) => {
    const plan: Plan = { hash: randomUUID(), engine: 1, timezone: 'Asia/Ho_Chi_Minh', trigger: 'trigger', steps: {}, levels: {}, ...rules };
    await db.flows.publish({ workspaceId, id: flowId, graph, plan, subscription: { event: 'order.created' }, publishedBy: null });
  };
  await publish(settings);
  let clock = start;
  let stored = 0;

  const dispatch = (dies: boolean) =>
    db.dispatch
      .batch(3, async (batch) => {
        const matches = matchEvents(
          batch.events,
          await batch.subscriptions(batch.events.map((event) => ({ workspaceId: event.workspaceId, event: event.type }))),
        );
        await admitMatches(batch.entry, matches, new Date(clock));
        if (dies) throw new Error('the dispatcher died');
      })
      .catch((error: Error) => {
        if (error.message !== 'the dispatcher died') throw error;
        return 0;
      });
  const runs = async () => [...(await db.runs.list({ workspaceId, limit: 500 }))].reverse();
  const open = async () => (await runs()).filter(({ state }) => state === 'starting' || state === 'running' || state === 'waiting');
  const end = async (run: ListedRun) => {
    await db.runs.record({ workspaceId, runId: run.id, records: [], outcome: { state: 'done' }, at: new Date(clock) });
  };

  return {
    runs,
    open,
    get stored() {
      return stored;
    },
    raiseLimit: () => publish({ concurrency: { limit: 10_000 } }),
    async order(person: number, bytes = 0) {
      stored += 1;
      const [code, phone] = [String(stored).padStart(3, '0'), `+8491234567${person}`];
      const event = bytes === 0 ? orderCreated(code, phone) : largeOrder(code, { bytes, phone });
      await db.events.store([{ workspaceId, source: 'haravan', connectionId: null, event }]);
    },
    async drain() {
      while ((await dispatch(false)) > 0);
    },
    /** Two at once, of which one may die before its commit. */
    async dispatchTwice(dies: boolean) {
      await Promise.all([dispatch(dies), dispatch(false)]);
    },
    async endOne(nr: number) {
      const now = await open();
      const run = now[nr % Math.max(1, now.length)];
      if (run) await end(run);
    },
    /** Two keepers at once. */
    async keep() {
      const admit = async () => {
        while ((await db.entry.admitNext(bounds)) !== null);
      };
      const close = () => db.entry.closeDue({ at: new Date(clock), limit: 5 }, (desk, due) => admitGathered(desk, due, new Date(clock)));
      await Promise.all([admit(), admit(), close(), close()]);
    },
    pass(minutes: number) {
      clock += minutes * 60_000;
    },
    async refused() {
      return (await db.entry.refusals({ workspaceId, flowId, limit: 100 })).reduce((sum, { count }) => sum + count, 0);
    },
    gathered: async () => (await db.entry.gathering({ workspaceId, flowId })).events,
  };
}

type Move =
  | { type: 'order'; person: number }
  | { type: 'dispatch'; dies: boolean }
  | { type: 'end'; nr: number }
  | { type: 'keep' }
  | { type: 'pass'; minutes: number };
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('order' as const), person: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('dispatch' as const), dies: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('end' as const), nr: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('keep' as const) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('pass' as const), minutes: fc.constantFrom(1, 12) }) },
);

type Shop = Awaited<ReturnType<typeof openShop>>;

async function play(shop: Shop, one: Move): Promise<void> {
  if (one.type === 'order') await shop.order(one.person);
  else if (one.type === 'dispatch') await shop.dispatchTwice(one.dies);
  else if (one.type === 'end') await shop.endOne(one.nr);
  else if (one.type === 'keep') await shop.keep();
  else shop.pass(one.minutes);
}

test.each<[string, Omit<EntryRules, 'timezone'>, { perPerson: number; inAll: number }]>([
  ['one at a time, in turn', { entry: { policy: 'queue', by: '{{ trigger.order.customer.phone }}' } }, { perPerson: 1, inAll: 99 }],
  ['one at a time, others left out', { entry: { policy: 'drop', by: '{{ trigger.order.customer.phone }}' } }, { perPerson: 1, inAll: 99 }],
  ['two at once', { concurrency: { limit: 2 } }, { perPerson: 2, inAll: 2 }],
  ['in turn, and two at once', { entry: { policy: 'queue' }, concurrency: { limit: 2 } }, { perPerson: 1, inAll: 2 }],
  ['once', { entry: { policy: 'once' } }, { perPerson: 1, inAll: 3 }],
])('%s: no more than that under any sequence of events, ends and crashes, in order, and no event is lost', async (_, settings, most) => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 10, maxLength: 20 }), async (moves) => {
      const shop = await openShop(settings);
      for (const one of moves) {
        await play(shop, one);
        await keepsTo(shop, most);
      }
      await shop.drain();
      // Runs that ended before may have left room that nobody has given yet.
      await shop.keep();
      const [runs, refused] = [await shop.runs(), await shop.refused()];
      expect(runs.length + refused).toBe(shop.stored);
      for (let left = 200; left > 0 && (await shop.open()).length > 0; left -= 1) {
        await shop.endOne(0);
        await shop.keep();
        await keepsTo(shop, most);
      }
      expect(new Set((await shop.runs()).map(({ state }) => state))).toEqual(new Set(runs.length === 0 ? [] : ['done']));
    }),
    { numRuns: 6 },
  );
});

async function keepsTo(shop: Shop, { perPerson, inAll }: { perPerson: number; inAll: number }) {
  const open = await shop.open();
  expect(open.length).toBeLessThanOrEqual(inAll);
  const known = await Promise.all(open.map(async (run) => ({ run, person: await personOf(run) })));
  for (const { person } of known) expect(known.filter((other) => other.person === person).length).toBeLessThanOrEqual(perPerson);
  // First come, first served: nobody of one person waits behind a later run of theirs that is under way.
  const all = await shop.runs();
  for (const { run, person } of known) {
    for (const earlier of all) {
      if (earlier.state === 'queued' && earlier.id < run.id) expect(await personOf(earlier)).not.toBe(person);
    }
  }
}

async function personOf({ workspaceId, eventId }: ListedRun): Promise<string> {
  const event = await db.events.get({ workspaceId, id: eventId });
  if (event?.type !== 'order.created') throw new Error('Runs of this test start with an order');
  return event.payload.order.customer.phone ?? '';
}

test.each<[string, Omit<EntryRules, 'timezone'>, (events: number, runs: number) => void]>([
  ['a batch', { gather: { type: 'batch', window, most: 2 } }, (events, runs) => expect(runs).toBeGreaterThanOrEqual(Math.ceil(events / 2))],
  ['a burst', { gather: { type: 'debounce', window } }, (events, runs) => expect(runs).toBeLessThanOrEqual(events)],
])('%s: every event is gathered, and makes its run once, with two dispatchers and two keepers that die and meet', async (_, settings, compare) => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 10, maxLength: 20 }), async (moves) => {
      const shop = await openShop(settings);
      for (const one of moves) await play(shop, one);
      await shop.drain();
      shop.pass(60);
      while ((await shop.gathered()) > 0) await shop.keep();
      const runs = await shop.runs();
      compare(shop.stored, runs.length);
      expect(new Set(runs.map(({ eventId }) => eventId)).size).toBe(runs.length);
      expect(runs.length > 0).toBe(shop.stored > 0);
    }),
    { numRuns: 6 },
  );
});

const large = 200 * 1024;

test('a list closes before it is too large for one run, and no event is left out', async () => {
  const shop = await openShop({ gather: { type: 'batch', window, most: 1_000 } });
  for (let nr = 0; nr < 7; nr += 1) await shop.order(0, large);
  await shop.drain();
  shop.pass(60);
  while ((await shop.gathered()) > 0) await shop.keep();

  const triggers = await db.entry.triggers(await shop.runs());
  const sizes = [...triggers.values()].map((trigger) => JSON.stringify(trigger).length);
  expect(sizes).toHaveLength(4);
  expect(Math.max(...sizes)).toBeLessThan(2 * largestPayload);
  expect([...triggers.values()].map(({ batch }) => (batch as { count: number }).count)).toEqual([2, 2, 2, 1]);
});

test('runs whose turn comes together share workflows that are not too large to be started', async () => {
  const shop = await openShop({ concurrency: { limit: 1 } });
  for (let nr = 0; nr < 9; nr += 1) await shop.order(nr, large);
  await shop.drain();
  expect(await shop.open()).toHaveLength(1);
  await shop.raiseLimit();
  await shop.keep();

  const hosts = (await shop.open()).map(({ workflowId }) => workflowId);
  expect(hosts).toHaveLength(9);
  expect(Math.max(...[...new Set(hosts)].map((host) => hosts.filter((other) => other === host).length))).toBeLessThanOrEqual(4);
});

test('when a limit is lifted over a long queue, all of it is let in, some at a time', async () => {
  const shop = await openShop({ concurrency: { limit: 1 } });
  for (let nr = 0; nr < 620; nr += 1) await shop.order(nr);
  await shop.drain();
  await shop.raiseLimit();
  const admitted: number[] = [];
  for (let runs = await db.entry.admitNext(bounds); runs !== null; runs = await db.entry.admitNext(bounds)) admitted.push(runs.length);

  expect(admitted.filter((count) => count > 0)).toEqual([500, 119]);
});
