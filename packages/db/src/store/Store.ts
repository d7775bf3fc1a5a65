import type pg from 'pg';
import type { Change } from '../Db.ts';
import type { PrismaClient } from '../generated/client.ts';
import type { Listener } from '../live/createListener.ts';

/** What every repository stands on: one pool (Prisma uses the same), the ear for notifications, and the way to tell of changes. */
export interface Store {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  readonly listener: Listener;
  /** Tells live views, after commit; never fails and never waits. */
  readonly announce: (changes: readonly Change[]) => void;
}

/** Anything that runs a query: the pool, or one client inside a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>;
