import type { Db } from './Db.ts';

export interface DbOptions {
  readonly url: string;
  /** Most connections of this process. Default 10. */
  readonly poolSize?: number;
}

/** Opens the pools and returns the repositories. */
export function createDb(options: DbOptions): Db {
  throw new Error(`not built yet: ${options.url}`);
}
