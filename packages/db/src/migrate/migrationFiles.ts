import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg';

/** Where the migrations lie when the package runs from its sources; a bundle names its own folder. */
export const defaultMigrationsDir: string = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** The migrations on disk in the form in which the engine takes them, and the schema that lies beside their folder. */
export async function readMigrations(migrationsDir: string): Promise<{ migrations: MigrationList; schema: string }> {
  const names = (await readdir(migrationsDir, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrationDirectories = await Promise.all(
    names.sort().map(async (path) => ({
      path,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: await readFile(join(migrationsDir, path, 'migration.sql'), 'utf8') } },
    })),
  );

  const lockfile = { path: 'migration_lock.toml', content: await readFile(join(migrationsDir, 'migration_lock.toml'), 'utf8') };
  const schema = await readFile(join(dirname(migrationsDir), 'schema.prisma'), 'utf8');
  return { migrations: { baseDir: migrationsDir, lockfile, shadowDbInitScript: '', migrationDirectories }, schema };
}
