import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { smallestIdAt } from '../partitions/monthBounds.ts';
import { createTestDatabase } from '../testing/index.ts';
import { anEvent } from '../testRecords.ts';
import { ensurePartitions, migrate } from './index.ts';
import { defaultMigrationsDir, readMigrations } from './migrationFiles.ts';
import { openSchemaEngine } from './schemaEngine.ts';

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<readonly T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<T>(sql);
  await client.end();
  return rows;
}

test('a database that is up to date is left alone, and Prisma agrees', async () => {
  await using database = await createTestDatabase();
  expect(await migrate({ url: database.url })).toEqual({ applied: [] });

  const { migrations, schema } = await readMigrations(defaultMigrationsDir);
  const { engine, close } = await openSchemaEngine({ url: database.url, schema });
  const diagnosis = await engine.diagnoseMigrationHistory({
    migrationsList: migrations,
    optInToShadowDatabase: false,
    filters: { externalTables: [], externalEnums: [] },
  });
  await close();
  expect(diagnosis).toMatchObject({ editedMigrationNames: [], failedMigrationNames: [], hasMigrationsTable: true, history: null });
});

test('processes that start together apply a new migration once', async () => {
  await using database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'noi-migrations-'));
  const migrationsDir = join(folder, 'migrations');
  await cp(defaultMigrationsDir, migrationsDir, { recursive: true });
  await cp(join(defaultMigrationsDir, '..', 'schema.prisma'), join(folder, 'schema.prisma'));
  await cp(join(defaultMigrationsDir, 'migration_lock.toml'), join(migrationsDir, 'migration_lock.toml'));
  const name = '29990101000000_later';
  await cp(join(migrationsDir, '20261122000000_init'), join(migrationsDir, name), { recursive: true });
  await writeFile(join(migrationsDir, name, 'migration.sql'), 'create table later (id int);\n');

  const results = await Promise.all([1, 2, 3].map(() => migrate({ url: database.url, migrationsDir })));
  await rm(folder, { recursive: true });

  expect(results.flatMap(({ applied }) => applied)).toEqual([name]);
});

test('every model of the schema has its table, and every table its model', async () => {
  await using database = await createTestDatabase();
  const { schema } = await readMigrations(defaultMigrationsDir);
  const found = await query<{ name: string }>(
    database.url,
    `select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relispartition
     and relname <> '_prisma_migrations'`,
  );
  const tables = [...schema.matchAll(/@@map\("(\w+)"\)/g)].map(([, name]) => name).sort();

  expect(found.map(({ name }) => name).sort()).toEqual(tables);
});

test('rows go to the partition of their month, and months are made ahead', async () => {
  await using database = await createTestDatabase();
  await database.db.events.store([anEvent('shop', 'a')]);
  const month = new Date().toISOString().slice(0, 7).replace('-', '_');
  expect(await query(database.url, 'select tableoid::regclass::text as home from event')).toEqual([{ home: `event_${month}` }]);

  const made = await ensurePartitions({ url: database.url, now: new Date('2030-01-15T00:00:00Z') });
  expect(made).toContain('step_run_2030_03');
  expect(made).toHaveLength(12);
  expect(await ensurePartitions({ url: database.url, now: new Date('2030-01-15T00:00:00Z') })).toEqual([]);
});

test('rows that came before their month had a partition are carried over', async () => {
  await using database = await createTestDatabase();
  const id = smallestIdAt(Date.UTC(2031, 4, 9));
  await query(
    database.url,
    `insert into event (id, workspace_id, type, source, external_id, occurred_at, payload) values ('${id}', 'shop', 'webhook.received', 'api', 'early', now(), '{}')`,
  );
  await ensurePartitions({ url: database.url, now: new Date('2031-05-01T00:00:00Z') });

  expect(await query(database.url, 'select tableoid::regclass::text as home from event')).toEqual([{ home: 'event_2031_05' }]);
  expect((await database.db.events.get({ workspaceId: 'shop', id }))?.externalId).toBe('early');
});
