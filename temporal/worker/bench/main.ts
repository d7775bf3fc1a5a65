import { createTestDatabase } from '@noi/db/testing';
import { testTemporal } from '../src/testing/temporalAddress.ts';
import { benchEngine } from './engineBench.ts';

// Ends with one line of JSON. NOI_TEST_POSTGRES_URL and NOI_TEST_TEMPORAL_ADDRESS say where; without them it starts servers of its own.
const runs = Number(process.argv.find((word) => word.startsWith('--runs='))?.slice('--runs='.length) ?? 1_500);
const database = await createTestDatabase();
const temporal = await testTemporal();
try {
  const result = await benchEngine({ databaseUrl: database.url, temporalAddress: temporal.address, runs });
  console.log(JSON.stringify(result));
} finally {
  await temporal[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
}
process.exit(0);
