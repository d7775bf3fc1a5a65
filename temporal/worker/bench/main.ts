import { createDb } from '@noi/db';
import { createTestDatabase } from '@noi/db/testing';
import { NativeConnection } from '@temporalio/worker';
import { quietTemporal } from '../src/testing/quietTemporal.ts';
import { testTemporal } from '../src/testing/temporalAddress.ts';
import { buildBundles } from './bundles.ts';
import { startEchoProvider } from './echoProvider.ts';
import { openEngineSide } from './engineSide.ts';
import { openHandWrittenSide } from './handWrittenSide.ts';
import { measureIsolation } from './isolation.ts';
import { measureLatency } from './latency.ts';
import { readSizes } from './sizes.ts';
import { measureAsleep, measureTimers } from './sleepers.ts';
import { measureThroughput, type Throughput, type ThroughputName, throughputNames } from './throughput.ts';
import { measureUnmatched } from './unmatched.ts';

// Ends with one line of JSON. NOI_TEST_POSTGRES_URL and NOI_TEST_TEMPORAL_ADDRESS say where; without them it starts servers of its own.
const sizes = readSizes(process.argv.slice(2));
const database = await createTestDatabase();
const temporal = await testTemporal();
quietTemporal();
const bundles = await buildBundles();
const provider = await startEchoProvider();
const connection = await NativeConnection.connect({ address: temporal.address, grpcCompression: { codec: 'none' } });
const db = createDb({ url: database.url });
const engine = await openEngineSide({ db, connection, providerUrl: provider.url, codePath: bundles.engine });
const hand = await openHandWrittenSide({ temporalAddress: temporal.address, providerUrl: provider.url, codePath: bundles.hand });
const say = <T>(name: string, value: T): T => {
  console.error(name, JSON.stringify(value));
  return value;
};
try {
  const throughput: Partial<Record<ThroughputName, Throughput>> = {};
  for (const name of throughputNames) throughput[name] = say(name, await measureThroughput(name, { engine, hand, runs: sizes.runs }));
  const latency = say('latency', await measureLatency({ engine, hand, provider, runs: sizes.alone }));
  const unmatched = say('unmatched', await measureUnmatched(engine, sizes.unmatched));
  const memory = say('memory', { workerMb: Math.round(process.memoryUsage().rss / 1_048_576) });
  const timers = say('timers', await measureTimers(engine, { count: sizes.timers, provider }));
  const asleep = say('asleep', await measureAsleep(engine, { runs: sizes.asleep, temporalFile: process.env.NOI_BENCH_TEMPORAL_FILE ?? null }));
  // Last, since its troublemakers go on.
  const isolation = say('isolation', await measureIsolation(engine, { neighbours: sizes.neighbours, provider }));
  console.log(JSON.stringify({ ...throughput, latency, asleep, timers, unmatched, memory, isolation }));
} finally {
  await hand[Symbol.asyncDispose]();
  await engine[Symbol.asyncDispose]();
  await connection.close();
  await db.close();
  await provider.close();
  await bundles[Symbol.asyncDispose]();
  await temporal[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
}
process.exit(0);
