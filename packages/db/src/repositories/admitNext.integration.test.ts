import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newId } from '../newId.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aLiveFlow, anEvent } from '../testRecords.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

const at = new Date('2026-11-22T03:00:00Z');

test('a queued run that is cancelled while its turn comes stays cancelled', async () => {
  const { db } = database;
  const workspaceId = 'turns';
  const { id: flowId, version } = await aLiveFlow(db, workspaceId);
  const [event] = await db.events.store([anEvent(workspaceId, 'order')]);
  const id = newId();
  await db.dispatch.batch(10, async ({ entry }) => {
    await entry.save({
      runs: [
        {
          ...{ id, workspaceId, flowId, versionId: version.id, planHash: version.planHash, engine: 1, workflowId: id, subject: null, customer: null },
          ...{ eventId: event?.id ?? '', entryKey: id, state: 'queued', dedupe: null, person: null, lane: 'all', laneLimit: 1, trigger: null },
        },
      ],
      ...{ marks: [], refusals: [], gathered: [], ends: [], at },
    });
  });
  const [person, watcher] = await Promise.all(
    ['person', 'watcher'].map(async () => {
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      return client;
    }),
  );
  if (!person || !watcher) throw new Error('two connections');
  await person.query('insert into entry_room (id, flow_id) values ($1, $2)', [newId(), flowId]);
  await person.query('begin');
  await person.query(`update run set state = 'stopped', ended_at = now() where workspace_id = $1 and id = $2`, [workspaceId, id]);
  const admitting = db.entry.admitNext({ runs: 50, bytes: 1_000 });
  const waitsForPerson = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  await vi.waitFor(async () => expect((await watcher.query(waitsForPerson)).rowCount).toBe(1), 60_000);
  await person.query('commit');

  expect(await admitting).toEqual([]);
  expect(await db.runs.get({ workspaceId, id })).toMatchObject({ state: 'stopped' });
  await Promise.all([person.end(), watcher.end()]);
});
