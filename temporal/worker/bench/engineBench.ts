import { createDb } from '@noi/db';
import { NativeConnection } from '@temporalio/worker';
import { quietTemporal } from '../src/testing/quietTemporal.ts';
import { startEchoProvider } from './echoProvider.ts';
import { openFlow } from './measureFlow.ts';
import { openHandWritten } from './measureHandWritten.ts';

export interface EngineBench {
  readonly flow: string;
  readonly runsPerSecond: number;
  readonly handWrittenRunsPerSecond: number;
  readonly ratio: number;
}

/**
 * How many runs a second the engine carries, everything recorded, beside the same job written by hand with nothing recorded:
 * in turns, on the same servers, each side warmed up first. `databaseUrl` is a migrated database.
 */
export async function benchEngine({
  databaseUrl,
  temporalAddress,
  runs,
}: {
  databaseUrl: string;
  temporalAddress: string;
  runs: number;
}): Promise<EngineBench> {
  quietTemporal();
  const provider = await startEchoProvider();
  const connection = await NativeConnection.connect({ address: temporalAddress, grpcCompression: { codec: 'none' } });
  const db = createDb({ url: databaseUrl });
  const hand = await openHandWritten(connection, provider.url);
  const flow = await openFlow({ db, connection, providerUrl: provider.url });
  try {
    const rates = { flow: [] as number[], hand: [] as number[] };
    const few = Math.max(50, Math.round(runs / 8));
    await hand.measure(50);
    await flow.measure(200);
    for (let round = 0; round < 2; round += 1) {
      rates.hand.push(await hand.measure(few));
      rates.flow.push(await flow.measure(runs));
    }
    const runsPerSecond = mean(rates.flow);
    const handWrittenRunsPerSecond = mean(rates.hand);
    return {
      flow: 'trigger → if → 1 action',
      runsPerSecond,
      handWrittenRunsPerSecond,
      ratio: Math.round((runsPerSecond / handWrittenRunsPerSecond) * 100) / 100,
    };
  } finally {
    await flow.close();
    await hand.close();
    await connection.close();
    await db.close();
    await provider.close();
  }
}

/** Rounds were of equal size, so the harmonic mean is the rate over all of them. */
function mean(rates: readonly number[]): number {
  return Math.round((rates.length / rates.reduce((sum, rate) => sum + 1 / rate, 0)) * 10) / 10;
}
