import pg from 'pg';
import { ensurePartitions } from '../partitions/ensurePartitions.ts';
import { defaultMigrationsDir, readMigrations } from './migrationFiles.ts';
import { openSchemaEngine } from './schemaEngine.ts';

/** Held while one process migrates; any constant that no other lock of the product uses. */
const MIGRATION_LOCK = 7_206_110;

/**
 * Brings the database up to the newest migration and makes the partitions of the coming months. Processes that start together wait for one another.
 *
 * Pending migrations go through Prisma's schema engine, so `prisma migrate deploy` on the same database finds nothing to do.
 */
export async function migrate({
  url,
  migrationsDir = defaultMigrationsDir,
  log = () => undefined,
}: {
  url: string;
  /** The folder with `migration_lock.toml`; `schema.prisma` lies beside it. Needed where the package is bundled. */
  migrationsDir?: string;
  log?: (line: string) => void;
}): Promise<{ applied: readonly string[] }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const { migrations, schema } = await readMigrations(migrationsDir);
    const done = await appliedNames(client);
    const pending = migrations.migrationDirectories.filter(({ path }) => !done.has(path));

    let applied: readonly string[] = [];
    // The engine takes most of a second to load: a start that has nothing to migrate goes without it.
    if (pending.length > 0) {
      const { engine, close } = await openSchemaEngine({ url, schema });
      try {
        const result = await engine.applyMigrations({ migrationsList: migrations, filters: { externalTables: [], externalEnums: [] } });
        applied = result.appliedMigrationNames;
      } finally {
        await close();
      }
      for (const name of applied) log(`Applied migration ${name}`);
    }

    const pool = new pg.Pool({ connectionString: url, max: 1 });
    try {
      const { made } = await ensurePartitions(pool, { now: new Date(), mayWait: true });
      for (const name of made) log(`Made partition ${name}`);
    } finally {
      await pool.end();
    }
    return { applied };
  } finally {
    // Ending the session also frees the advisory lock.
    await client.end();
  }
}

async function appliedNames(client: pg.Client): Promise<ReadonlySet<string>> {
  const { rows: tables } = await client.query<{ found: boolean }>(`select to_regclass('_prisma_migrations') is not null as found`);
  if (!tables[0]?.found) return new Set();
  const { rows } = await client.query<{ migration_name: string }>(
    'select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  );
  return new Set(rows.map((row) => row.migration_name));
}
