import pg from 'pg';
import { type MonthBounds, monthBounds } from './monthBounds.ts';

/** Tables that are partitioned by the time inside a UUIDv7 column. */
const partitioned = [
  { table: 'event', key: 'id' },
  { table: 'run', key: 'id' },
  { table: 'step_run', key: 'run_id' },
  { table: 'message', key: 'run_id' },
] as const;

const MONTHS_AHEAD = 2;

/**
 * Makes the partitions of this month and the next two where they are missing; returns the names of those it made.
 * Safe to repeat and to run beside traffic; workers call it once a day.
 */
export async function ensurePartitions(request: { url: string; now: Date } | { client: pg.Client; now: Date }): Promise<readonly string[]> {
  if ('client' in request) return await makeMissing(request.client, request.now);

  const client = new pg.Client({ connectionString: request.url });
  await client.connect();
  try {
    return await makeMissing(client, request.now);
  } finally {
    await client.end();
  }
}

async function makeMissing(client: pg.Client, now: Date): Promise<readonly string[]> {
  const made: string[] = [];
  for (const { table, key } of partitioned) {
    for (const month of monthBounds(now, MONTHS_AHEAD)) {
      const name = `${table}_${month.suffix}`;
      const { rows } = await client.query<{ found: boolean }>('select to_regclass($1) is not null as found', [name]);
      if (rows[0]?.found) continue;
      await makePartition(client, { table, key, name, month });
      made.push(name);
    }
  }
  return made;
}

/**
 * Made apart and then attached: attaching lets reads and writes of the parent go on, where `CREATE … PARTITION OF` would hold them.
 * Rows of the month that fell into the default partition before are carried over.
 */
async function makePartition(client: pg.Client, { table, key, name, month }: { table: string; key: string; name: string; month: MonthBounds }): Promise<void> {
  await client.query(`
    begin;
    lock table "${table}_default" in access exclusive mode;
    create table if not exists "${name}" (like "${table}" including defaults including constraints);
    with moved as (delete from "${table}_default" where "${key}" >= '${month.from}' and "${key}" < '${month.to}' returning *)
      insert into "${name}" select * from moved;
    alter table "${table}" attach partition "${name}" for values from ('${month.from}') to ('${month.to}');
    commit;
  `);
}
