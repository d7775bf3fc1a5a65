export { createDb } from './createDb.ts';
export type * from './Db.ts';
