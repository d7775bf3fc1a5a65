export { createAuthAdapter } from './createAuthAdapter.ts';
export { createDb } from './createDb.ts';
export type * from './Db.ts';
export { newId } from './newId.ts';
