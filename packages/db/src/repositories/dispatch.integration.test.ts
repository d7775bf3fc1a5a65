import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Change } from '../Db.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aLiveFlow, anEvent } from '../testRecords.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

const externalIds = (events: readonly { externalId: string }[]) => events.map(({ externalId }) => externalId);
const drain = async () => {
  while ((await database.db.dispatch.batch(1000, async () => undefined)) > 0);
};

test('a repeated delivery stores nothing and names the first', async () => {
  const { events } = database.db;
  const [first] = await events.store([anEvent('repeats', 'a')]);
  const again = await events.store([anEvent('repeats', 'a'), anEvent('repeats', 'b'), anEvent('repeats', 'b')]);

  expect(first?.isNew).toBe(true);
  expect(again.map(({ isNew }) => isNew)).toEqual([false, true, false]);
  expect([again[0]?.id, again[2]?.id]).toEqual([first?.id, again[1]?.id]);
  expect(externalIds(await events.list({ workspaceId: 'repeats', limit: 10 }))).toEqual(['b', 'a']);
});

test('one external id is another fact for another source or shop', async () => {
  const { events } = database.db;
  const stored = await events.store([anEvent('keys', 'a', 'haravan'), anEvent('keys', 'a', 'ghn'), anEvent('keys-2', 'a', 'haravan')]);

  expect(stored.map(({ isNew }) => isNew)).toEqual([true, true, true]);
});

test('the same delivery by many doors at once is stored once', async () => {
  const { events } = database.db;
  const deliveries = Array.from({ length: 60 }, (_, nr) => [anEvent('race', `e${nr % 3}`), anEvent('race', `e${(nr + 1) % 3}`)]);
  const stored = await Promise.all(deliveries.map((delivery) => events.store(delivery)));

  expect(stored.flat().filter(({ isNew }) => isNew)).toHaveLength(3);
  expect(new Set(stored.flat().map(({ id }) => id)).size).toBe(3);
});

test('text that PostgreSQL cannot hold does not keep an event out', async () => {
  const { events } = database.db;
  const odd = anEvent('odd', 'a');
  await events.store([{ ...odd, event: { ...odd.event, type: 'webhook.received', payload: { body: { note: 'a\u0000b' }, query: {} } } }]);

  expect((await events.list({ workspaceId: 'odd', limit: 1 }))[0]?.payload).toEqual({ body: { note: 'a\ufffdb' }, query: {} });
});

test('an event is dispatched once, in order of arrival', async () => {
  await drain();
  const { events, dispatch } = database.db;
  await events.store(['a', 'b', 'c'].map((id) => anEvent('once', id)));
  const seen: string[] = [];
  const count = await dispatch.batch(2, async (batch) => void seen.push(...externalIds(batch.events)));
  await dispatch.batch(10, async (batch) => void seen.push(...externalIds(batch.events)));

  expect(count).toBe(2);
  expect(seen).toEqual(['a', 'b', 'c']);
  expect(await dispatch.batch(10, async () => undefined)).toBe(0);
});

test('two dispatchers share the queue and never an event', async () => {
  await drain();
  const { events, dispatch } = database.db;
  await events.store(Array.from({ length: 40 }, (_, nr) => anEvent('shared', `e${nr}`)));
  const seen: string[] = [];
  const take = () => dispatch.batch(20, async (batch) => void seen.push(...externalIds(batch.events)));
  expect(await Promise.all([take(), take()])).toEqual([20, 20]);

  expect(new Set(seen).size).toBe(40);
});

test('a batch that fails leaves its events, runs and derived events undone', async () => {
  await drain();
  const { db } = database;
  const flow = await aLiveFlow(db, 'crash');
  await db.events.store([anEvent('crash', 'a')]);
  const run = {
    workspaceId: 'crash',
    flowId: flow.id,
    versionId: flow.version.id,
    planHash: flow.version.planHash,
    engine: 1,
    workflowId: 'wf',
    subject: null,
    customer: null,
  };
  const work = (dies: boolean) =>
    db.dispatch.batch(10, async ({ events, createRuns, derive }) => {
      const created = await createRuns(events.map((event) => ({ ...run, eventId: event.id, entryKey: event.id })));
      expect(created).toHaveLength(1);
      await derive(anEvent('crash', 'derived', 'noi'));
      if (dies) throw new Error('the worker died');
    });
  await expect(work(true)).rejects.toThrow('the worker died');
  expect(await db.runs.list({ workspaceId: 'crash', limit: 10 })).toEqual([]);

  expect(await work(false)).toBe(1);
  expect(await db.runs.list({ workspaceId: 'crash', limit: 10 })).toMatchObject([{ state: 'starting', workflowId: 'wf' }]);
  expect(externalIds(await db.events.list({ workspaceId: 'crash', limit: 10 }))).toEqual(['derived', 'a']);
});

test('a batch whose connection is lost half-way fails alone and is taken again', async () => {
  await drain();
  const { db, url } = database;
  await db.events.store([anEvent('lost', 'a')]);
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  const lost = db.dispatch.batch(10, async () => {
    // The batch's own, and none that rests in the pool, which would hear of it only a moment later.
    const { rowCount } = await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'noi' and datname = current_database() and state = 'idle in transaction'`,
    );
    expect(rowCount).toBe(1);
  });
  await expect(lost).rejects.toThrow();
  await admin.end();

  expect(await db.dispatch.batch(10, async () => undefined)).toBe(1);
});

test('a flow starts one run for each entry key, for all time', async () => {
  await drain();
  const { db } = database;
  const flow = await aLiveFlow(db, 'entries');
  const run = {
    workspaceId: 'entries',
    flowId: flow.id,
    versionId: flow.version.id,
    planHash: 'h',
    engine: 1,
    workflowId: 'wf',
    subject: null,
    customer: null,
  };
  const start = async (...keys: string[]) => {
    let created: readonly string[] = [];
    await db.events.store([anEvent('entries', keys.join())]);
    await db.dispatch.batch(10, async ({ events, createRuns }) => {
      const eventId = events[0]?.id ?? '';
      created = (await createRuns(keys.map((entryKey) => ({ ...run, eventId, entryKey, subject: entryKey })))).map(({ subject }) => subject ?? '');
    });
    return created;
  };

  expect(await start('a', 'b', 'a')).toEqual(['a', 'b']);
  expect(await start('b', 'c')).toEqual(['c']);
});

test('only live flows of the same shop listen', async () => {
  await drain();
  const { db } = database;
  const live = await aLiveFlow(db, 'listens');
  const paused = await aLiveFlow(db, 'listens');
  await db.flows.setStatus({ workspaceId: 'listens', id: paused.id }, 'paused');
  const removed = await aLiveFlow(db, 'listens');
  await db.flows.remove({ workspaceId: 'listens', id: removed.id });
  await aLiveFlow(db, 'listens-too');
  await db.events.store([anEvent('listens', 'a')]);

  let found: readonly string[] = [];
  await db.dispatch.batch(10, async (batch) => {
    const keys = [
      { workspaceId: 'listens', event: 'webhook.received' as const },
      { workspaceId: 'listens', event: 'order.created' as const },
    ];
    found = (await batch.subscriptions(keys)).map(({ flowId }) => flowId);
  });
  expect(found).toEqual([live.id]);
});

test('storing wakes dispatchers and live views of other processes', async () => {
  const { db } = database;
  const changes: Change[] = [];
  let wake: () => void = () => undefined;
  const woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const stopWaking = await db.dispatch.onStored(wake);
  const heard = new Promise<void>((resolve) => {
    void db.changes.listen((change) => {
      changes.push(change);
      if (changes.some((heardOf) => heardOf.workspaceId === 'wakes')) resolve();
    });
  });
  const [stored] = await db.events.store([anEvent('wakes', 'a')]);
  await Promise.all([woken, heard]);
  await stopWaking();

  expect(changes).toContainEqual({ workspaceId: 'wakes', kind: 'event', id: stored?.id });
});

test('an event that is set aside is not taken again, whatever another dispatcher has in its hands', async () => {
  await drain();
  const { events, dispatch } = database.db;
  const [broken, other] = await events.store([anEvent('aside', 'broken'), anEvent('aside', 'other')]);
  const aside = { workspaceId: 'aside', id: broken?.id ?? '' };
  const seen: string[] = [];
  await dispatch.batch(1, async () => undefined);
  expect(await dispatch.setAside(aside)).toBe(false);
  expect(await dispatch.setAside({ ...aside, workspaceId: 'somebody else', id: other?.id ?? '' })).toBe(false);
  await dispatch.batch(10, async (batch) => void seen.push(...externalIds(batch.events)));
  expect(seen).toEqual(['other']);

  const [third] = await events.store([anEvent('aside', 'third')]);
  expect(await dispatch.setAside({ workspaceId: 'aside', id: third?.id ?? '' })).toBe(true);
  expect(await dispatch.batch(10, async () => undefined)).toBe(0);
});
