import { migrate } from './migrate.ts';

/** `node migrate.js [migrations folder]`: brings the database of `DATABASE_URL` up to date, then ends. */
const url = process.env.DATABASE_URL;
if (!url) throw new Error('DATABASE_URL is not set');
const [migrationsDir] = process.argv.slice(2);
try {
  await migrate({ url, log: console.log, ...(migrationsDir && { migrationsDir }) });
} catch (error) {
  // The last line is what the start command shows.
  console.error(error);
  console.error(error instanceof Error ? error.message || error.name : String(error));
  process.exit(1);
}
