// npm run makeMigration -w packages/db -- <name>
// Prints into a new migration what separates the last migrations from schema.prisma. DATABASE_URL names an empty scratch database
// (the engine replays the migrations there). Read the result and edit it: partitions and partial indexes are written by hand.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultMigrationsDir, readMigrations } from '../src/migrate/migrationFiles.ts';
import { openSchemaEngine } from '../src/migrate/schemaEngine.ts';

const name = process.argv[2];
const url = process.env.DATABASE_URL;
if (!name || !url) throw new Error('Usage: DATABASE_URL=<empty scratch database> npm run makeMigration -w packages/db -- <name>');

const { migrations, schema } = await readMigrations(defaultMigrationsDir);
const { engine, close } = await openSchemaEngine({ url, schema });
const filters = { externalTables: [], externalEnums: [] };
const isFirst = migrations.migrationDirectories.length === 0;
const { stdout } = await engine.diff({
  from: isFirst ? { tag: 'empty' } : { tag: 'migrations', ...migrations },
  to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
  script: true,
  exitCode: null,
  filters,
});

const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const folder = join(defaultMigrationsDir, `${stamp}_${name}`);
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'migration.sql'), stdout ?? '');
process.stdout.write(`${folder}\n`);
await close();
