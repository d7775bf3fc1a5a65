import { type Db, newId } from '@noi/db';
import { createTestDatabase, readRows, type TestDatabase } from '@noi/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPrune } from './createPrune.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database[Symbol.asyncDispose]());

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

test('events that are still needed are passed by, not counted as more to do, and looked at again the next day', async () => {
  const workspaceId = newId();
  const settings = { channels: {}, quietMinutes: 60, stepDataDays: 90 };
  await db.alerts.saveSettings(workspaceId, { ...settings, eventDays: 30 });
  // Its neighbour keeps events for longer, so the month is not dropped whole.
  await db.alerts.saveSettings(newId(), { ...settings, eventDays: 365 });
  const names = Array.from({ length: 600 }, (_, nr) => `needed ${nr}`);
  const store = (ids: readonly string[]) =>
    db.events.store(
      ids.map((externalId) => ({
        ...{ workspaceId, source: 'api', connectionId: null },
        event: { type: 'webhook.received', externalId, occurredAt: '2026-11-22T03:00:00.000Z', payload: { body: {}, query: {} } },
      })),
    );
  // Not dispatched yet: they stay, however old they are.
  await store(names);
  await store(['free']);
  await readRows(database.url, `update event set dispatched_at = now() where external_id = 'free'`);
  const left = async () => (await readRows<{ count: number }>(database.url, 'select count(*)::int as count from event'))[0]?.count;

  let at = Date.now() + 40 * dayMs;
  const prune = createPrune({ db, now: () => new Date(at) });
  expect([await prune(), await left()]).toEqual(['again', 601]);
  expect([await prune(), await left()]).toEqual([new Date(at + hourMs), 600]);

  await readRows(database.url, 'update event set dispatched_at = now()');
  at += hourMs;
  expect([await prune(), await left()]).toEqual([new Date(at + hourMs), 600]);
  at += dayMs;
  expect([await prune(), await left()]).toEqual(['again', 100]);
  expect([await prune(), await left()]).toEqual([new Date(at + hourMs), 0]);
});
