export { createTestDatabase, type TestDatabase } from './createTestDatabase.ts';
export { readRows } from './readRows.ts';
