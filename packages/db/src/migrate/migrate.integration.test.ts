import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { monthBounds } from '../partitions/monthBounds.ts';
import { createTestDatabase } from '../testing/index.ts';
import { migrate } from './index.ts';
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

test('a start makes the months that are missing', async () => {
  await using database = await createTestDatabase();
  const next = monthBounds(new Date(), 1)[1]?.suffix;
  await query(database.url, `drop table event_${next}`);
  await migrate({ url: database.url });
  expect(await query(database.url, `select to_regclass('event_${next}') is not null as found`)).toEqual([{ found: true }]);
});
