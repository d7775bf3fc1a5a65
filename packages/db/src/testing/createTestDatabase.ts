import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { createDb } from '../createDb.ts';
import type { Db } from '../Db.ts';
import { migrate } from '../migrate/migrate.ts';
import { defaultMigrationsDir, readMigrations } from '../migrate/migrationFiles.ts';
import { newId } from '../newId.ts';
import { testServerUrl } from './testServer.ts';

export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  readonly db: Db;
}

/** Any constant that no other lock of the product uses. */
const TEMPLATE_LOCK = 7_206_111;

let template: Promise<string> | undefined;

/**
 * A fresh, migrated database on a real PostgreSQL, dropped when disposed: `await using database = await createTestDatabase()`.
 *
 * The server is NOI_TEST_POSTGRES_URL, else one that is started once in this process. Databases are copies of a template
 * that is migrated once per server and set of migrations, so each costs some 50 ms. They are copied file by file: by way of the log it takes the server five times as long.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const admin = await testServerUrl();
  template ??= ensureTemplate(admin);
  const source = await template;
  const name = `noi_test_${newId().replaceAll('-', '')}`;
  await onServer(admin, async (client) => {
    // Copies of one template wait for each other inside the server; the lock keeps a copy from meeting the template's own migration.
    await client.query('select pg_advisory_lock_shared($1)', [TEMPLATE_LOCK]);
    await client.query(`create database "${name}" template "${source}" strategy file_copy`);
  });

  const url = withDatabase(admin, name);
  const db = createDb({ url, poolSize: 8 });
  return {
    url,
    db,
    async [Symbol.asyncDispose]() {
      await db.close();
      await onServer(admin, (client) => client.query(`drop database if exists "${name}" with (force)`));
    },
  };
}

async function ensureTemplate(admin: string): Promise<string> {
  const { migrations } = await readMigrations(defaultMigrationsDir);
  const partitions = await readFile(new URL('../partitions/ensurePartitions.ts', import.meta.url), 'utf8');
  const month = new Date().toISOString().slice(0, 7);
  const name = `noi_template_${createHash('sha256')
    .update(JSON.stringify([migrations.migrationDirectories, partitions, month]))
    .digest('hex')
    .slice(0, 16)}`;

  await onServer(admin, async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rows.length > 0) return;
    const draft = `${name}_draft`;
    await client.query(`drop database if exists "${draft}" with (force)`);
    await client.query(`create database "${draft}"`);
    await migrate({ url: withDatabase(admin, draft) });
    await client.query(`alter database "${draft}" rename to "${name}"`);
  });
  return name;
}

async function onServer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
