import { createDb } from '@noi/db';
import { createTestDatabase } from '@noi/db/testing';
import { testTemporal } from '@noi/temporal-server/testing';
import { NativeConnection } from '@temporalio/worker';
import { quietTemporal } from '../src/testing/quietTemporal.ts';
import { buildBundles } from './bundles.ts';
import { startEchoProvider } from './echoProvider.ts';
import { openEngineSide } from './engineSide.ts';
import { openHandWrittenSide } from './handWrittenSide.ts';
import { measureIsolation } from './isolation.ts';
import { measureLatency } from './latency.ts';
import { measureMemory } from './memory.ts';
import { readArguments } from './readArguments.ts';
import { measureAsleep, measureTimers } from './sleepers.ts';
import { measureThroughput, throughputNames } from './throughput.ts';
import { measureUnmatched } from './unmatched.ts';

// Ends with one line of JSON. NOI_TEST_POSTGRES_URL and NOI_TEST_TEMPORAL_ADDRESS say where; without them it starts servers of its own.
const { sizes, isAsked } = readArguments(process.argv.slice(2));
quietTemporal();
const [database, temporal, bundles, provider] = await Promise.all([createTestDatabase(), testTemporal(), buildBundles(), startEchoProvider()]);
const connection = await NativeConnection.connect({ address: temporal.address, grpcCompression: { codec: 'none' } });
const db = createDb({ url: database.url });
const engine = await openEngineSide({ db, connection, providerUrl: provider.url, codePath: bundles.engine });
const hand = await openHandWrittenSide({ temporalAddress: temporal.address, providerUrl: provider.url, codePath: bundles.hand });
const results: Record<string, unknown> = {};
async function measure(name: string, run: () => Promise<unknown>): Promise<void> {
  if (!isAsked(name)) return;
  results[name] = await run();
  console.error(name, JSON.stringify(results[name]));
}
try {
  for (const name of throughputNames) await measure(name, () => measureThroughput(name, { engine, hand, runs: sizes.runs }));
  await measure('latency', () => measureLatency({ engine, hand, provider, runs: sizes.alone }));
  await measure('unmatched', () => measureUnmatched(engine, sizes.unmatched));
  await measure('memory', () => measureMemory(engine, sizes.soak));
  await measure('timers', () => measureTimers(engine, { count: sizes.timers, provider }));
  await measure('asleep', () => measureAsleep(engine, { runs: sizes.asleep, temporalFile: process.env.NOI_BENCH_TEMPORAL_FILE ?? null }));
  // Last, since its troublemakers go on.
  if (sizes.neighbours > 0) await measure('isolation', () => measureIsolation(engine, { neighbours: sizes.neighbours, provider }));
  console.log(JSON.stringify(results));
} finally {
  // First, or calls that it never answers would be waited for.
  await provider.close();
  await hand[Symbol.asyncDispose]();
  await engine[Symbol.asyncDispose]();
  await connection.close();
  await db.close();
  await bundles[Symbol.asyncDispose]();
  await temporal[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
}
process.exit(0);
