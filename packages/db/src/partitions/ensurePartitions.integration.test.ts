import pg from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase, readRows, type TestDatabase } from '../testing/index.ts';
import { anEvent } from '../testRecords.ts';
import { smallestIdAt } from './monthBounds.ts';

const tables = ['event', 'run', 'step_run', 'message'];
const monthsOf = (...suffixes: readonly string[]) => tables.flatMap((table) => suffixes.map((suffix) => `${table}_${suffix}`)).sort();
const makeMonths = ({ db }: TestDatabase, now: string) => db.retention.makeMonths({ now: new Date(now) });

/** As often as a busy machine needs it. */
async function makeAll(database: TestDatabase, now: string): Promise<readonly string[]> {
  const all: string[] = [];
  for (;;) {
    const { made, left } = await makeMonths(database, now);
    all.push(...made);
    if (left.length === 0) return all.sort();
  }
}

const idIn = (at: string) => smallestIdAt(Date.parse(at));
const putEvent = ({ url }: TestDatabase, id: string) =>
  readRows(
    url,
    `insert into event (id, workspace_id, type, source, external_id, occurred_at, payload, dispatched_at)
     values ('${id}', 'shop', 'webhook.received', 'api', 'early ${id}', now(), '{}', now())`,
  );
const homes = ({ url }: TestDatabase) => readRows<{ home: string }>(url, 'select tableoid::regclass::text as home from event order by id');

test('rows go to the partition of their month, and months are made ahead', async () => {
  await using database = await createTestDatabase();
  await database.db.events.store([anEvent('shop', 'a')]);
  const month = new Date().toISOString().slice(0, 7).replace('-', '_');
  expect(await homes(database)).toEqual([{ home: `event_${month}` }]);

  expect(await makeAll(database, '2030-01-15T00:00:00Z')).toEqual(monthsOf('2030_01', '2030_02', '2030_03'));
  expect(await makeMonths(database, '2030-01-15T00:00:00Z')).toEqual({ made: [], left: [] });
  expect(await makeAll(database, '2030-02-01T00:00:00Z')).toEqual(monthsOf('2030_04'));
});

test('many who make months at once make each once', async () => {
  await using database = await createTestDatabase();
  const all = await Promise.all([1, 2, 3, 4].map(() => makeMonths(database, '2030-01-15T00:00:00Z')));
  const late = await makeAll(database, '2030-01-15T00:00:00Z');

  expect([...all.flatMap(({ made }) => made), ...late].sort()).toEqual(monthsOf('2030_01', '2030_02', '2030_03'));
});

test('rows that came before their month had a partition are carried over', async () => {
  await using database = await createTestDatabase();
  const id = idIn('2031-05-09T00:00:00Z');
  await putEvent(database, id);
  await makeAll(database, '2031-05-01T00:00:00Z');

  expect(await homes(database)).toEqual([{ home: 'event_2031_05' }]);
  expect(await database.db.events.get({ workspaceId: 'shop', id })).not.toBeNull();
});

test('months that nobody made in time get their partitions too, and can be dropped whole', async () => {
  await using database = await createTestDatabase();
  for (const at of ['2024-11-03T00:00:00Z', '2024-11-30T23:59:59.999Z', '2025-02-01T00:00:00Z', '2025-06-02T00:00:00Z']) await putEvent(database, idIn(at));
  const made = await makeAll(database, '2025-06-10T00:00:00Z');

  expect(made.filter((name) => name.startsWith('event_'))).toEqual(['2024_11', '2025_02', '2025_06', '2025_07', '2025_08'].map((month) => `event_${month}`));
  expect(made.filter((name) => name.startsWith('run_'))).toHaveLength(3);
  expect((await homes(database)).map(({ home }) => home)).toEqual(['event_2024_11', 'event_2024_11', 'event_2025_02', 'event_2025_06']);
  expect(await database.db.retention.dropMonths({ before: new Date('2025-01-31T00:00:00Z') })).toEqual(['event_2024_11']);
});

test('where traffic does not let it through, it gives up soon, lets traffic go on, and is made later', async () => {
  await using database = await createTestDatabase();
  const holder = new pg.Client({ connectionString: database.url });
  await holder.connect();
  await holder.query('begin');
  await holder.query('select count(*) from event');
  try {
    const making = makeMonths(database, '2030-01-15T00:00:00Z');
    let others = 0;
    let isOver = false;
    const traffic = (async () => {
      for (; !isOver; others += 1) await readRows(database.url, 'select count(*) from event');
    })();
    const { made, left } = await making;
    isOver = true;
    await traffic;
    expect(left.filter((name) => name.startsWith('event_'))).toEqual(['event_2030_01', 'event_2030_02', 'event_2030_03']);
    expect([...made, ...left].sort()).toEqual(monthsOf('2030_01', '2030_02', '2030_03'));
    expect(others).toBeGreaterThan(0);
  } finally {
    await holder.query('rollback');
    await holder.end();
  }
  expect(await makeAll(database, '2030-01-15T00:00:00Z')).toEqual(expect.arrayContaining(['event_2030_01', 'event_2030_02', 'event_2030_03']));
});
