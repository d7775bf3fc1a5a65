import pg from 'pg';
import { inTransaction } from '../store/inTransaction.ts';
import type { Queryable } from '../store/Store.ts';
import { type MonthBounds, monthBounds, monthOf, smallestIdAt } from './monthBounds.ts';

/** What became of the months that had no partition: names of partitions. */
export interface MonthsMade {
  readonly made: readonly string[];
  /** Somebody else was at it, or traffic did not let it through in time: to be tried again. */
  readonly left: readonly string[];
}

interface Partitioned {
  readonly table: string;
  readonly key: string;
}

/** Tables that are partitioned by the time inside a UUIDv7 column. */
const partitioned: readonly Partitioned[] = [
  { table: 'event', key: 'id' },
  { table: 'run', key: 'id' },
  { table: 'step_run', key: 'run_id' },
  { table: 'message', key: 'run_id' },
];

const MONTHS_AHEAD = 2;

/** Held while a partition is made; any constant that no other lock of the product uses. */
const PARTITION_LOCK = 7_206_112;

/**
 * Makes the partitions that are missing: of this month and the next two, and of past months whose rows lie in a default partition because nobody made theirs in time.
 *
 * Safe to repeat and to run beside others who do the same. With `mayWait`, for a start: waits for whoever stands in the way, and carries any number of rows over. Without,
 * for running beside traffic: gives up on a table after two seconds of waiting or some seconds of work, and tells what it left.
 */
export async function ensurePartitions(pool: pg.Pool, { now, mayWait }: { now: Date; mayWait: boolean }): Promise<MonthsMade> {
  const made: string[] = [];
  const left: string[] = [];
  for (const one of partitioned) {
    const missing = await missingMonths(pool, one, now);
    for (const [at, month] of missing.entries()) {
      const end = await makePartition(pool, { ...one, month, mayWait });
      if (end === 'made') made.push(nameOf(one, month));
      if (end !== 'left') continue;
      // Each attempt makes traffic wait: where one gets stuck, the others of its table are left too.
      left.push(...missing.slice(at).map((other) => nameOf(one, other)));
      break;
    }
  }
  return { made, left };
}

const nameOf = ({ table }: Partitioned, { suffix }: MonthBounds) => `${table}_${suffix}`;

/** Months to come first: they are empty, and what is due soon must not wait for what is large. */
async function missingMonths(pool: pg.Pool, one: Partitioned, now: Date): Promise<readonly MonthBounds[]> {
  const months = [...monthBounds(now, MONTHS_AHEAD), ...(await pastMonths(pool, one, now))];
  const missing: MonthBounds[] = [];
  for (const month of months) if (!(await isThere(pool, nameOf(one, month)))) missing.push(month);
  return missing;
}

/** Months before this one of which a default partition holds rows: from one to the next by the key's index, however many rows there are. */
async function pastMonths(pool: pg.Pool, { table, key }: Partitioned, now: Date): Promise<readonly MonthBounds[]> {
  const months: MonthBounds[] = [];
  const end = monthOf(now).from;
  for (let from = smallestIdAt(0); ; ) {
    const { rows } = await pool.query<{ id: string }>(
      `select "${key}" as id from "${table}_default" where "${key}" >= $1 and "${key}" < $2 order by "${key}" limit 1`,
      [from, end],
    );
    const [first] = rows;
    if (first === undefined) return months;
    const month = monthOf(first.id);
    months.push(month);
    from = month.to;
  }
}

/** Read from the table of tables: what a connection remembers of names, as `to_regclass` does, may be older than the lock that it has just got. */
async function isThere(client: Queryable, name: string): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>('select exists (select from pg_class where relname = $1 and pg_table_is_visible(oid)) as found', [
    name,
  ]);
  return rows[0]?.found === true;
}

type Making = Partitioned & { readonly month: MonthBounds; readonly mayWait: boolean };

async function makePartition(pool: pg.Pool, making: Making): Promise<'made' | 'there' | 'left'> {
  try {
    return await inTransaction(pool, async (client) => {
      if (!(await takeLock(client, making))) return 'left';
      if (await isThere(client, nameOf(making, making.month))) return 'there';
      await attach(client, making);
      return 'made';
    });
  } catch (error) {
    const isStuck = error instanceof pg.DatabaseError && stuck.has(error.code ?? '');
    if (making.mayWait || !isStuck) throw error;
    return 'left';
  }
}

/** No lock in time, no end in time, two that wait for each other. */
const stuck: ReadonlySet<string> = new Set(['55P03', '57014', '40P01']);

/** One lock per table: of many who are at it, whoever has the lock goes on to the table's end. */
async function takeLock(client: Queryable, { table, mayWait }: Making): Promise<boolean> {
  if (mayWait) {
    await client.query('select pg_advisory_xact_lock($1, hashtext($2))', [PARTITION_LOCK, table]);
    return true;
  }
  // Whoever wants the table waits behind this one while it waits, and until it is done.
  await client.query(`set local lock_timeout = '2s'; set local statement_timeout = '5s'`);
  const { rows } = await client.query<{ isOurs: boolean }>('select pg_try_advisory_xact_lock($1, hashtext($2)) as "isOurs"', [PARTITION_LOCK, table]);
  return rows[0]?.isOurs === true;
}

/**
 * Made apart and then attached: attaching lets reads and writes of the parent go on, where `CREATE … PARTITION OF` would hold them.
 * Rows of the month that fell into the default partition before are carried over.
 */
async function attach(client: Queryable, { table, key, month }: Making): Promise<void> {
  const name = nameOf({ table, key }, month);
  // The parent first, as whoever drops a partition: the other way round, the two would wait for each other.
  await client.query(`lock table only "${table}" in share update exclusive mode`);
  await client.query(`lock table "${table}_default" in access exclusive mode`);
  await client.query(`create table "${name}" (like "${table}" including defaults including constraints)`);
  await client.query(
    `with moved as (delete from "${table}_default" where "${key}" >= '${month.from}' and "${key}" < '${month.to}' returning *)
     insert into "${name}" select * from moved`,
  );
  await client.query(`alter table "${table}" attach partition "${name}" for values from ('${month.from}') to ('${month.to}')`);
}
