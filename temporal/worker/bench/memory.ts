import type { EngineSide } from './engineSide.ts';
import { payments } from './events.ts';
import { flows } from './flows.ts';

export interface Memory {
  /** Of this process, when all before it was measured. */
  readonly workerMb: number;
  /** What it kept under load for so long; the medians of an early and of the last fifth of that time. */
  readonly soak?: { readonly minutes: number; readonly runs: number; readonly earlyMb: number; readonly lateMb: number; readonly highestMb: number };
}

interface Reading {
  /** Share of the whole time, 0 to 1. */
  readonly at: number;
  readonly mb: number;
}

const runsAtOnce = 300;

/** Memory as it stands, and, for `minutes` above 0, over so long a time of steady load by two shops. */
export async function measureMemory(engine: EngineSide, minutes: number): Promise<Memory> {
  const workerMb = residentMb();
  if (minutes === 0) return { workerMb };
  const began = performance.now();
  const share = () => (performance.now() - began) / (minutes * 60_000);
  const readings: Reading[] = [];
  const shops = [await engine.open(flows.threeActions), await engine.open(flows.wait)];
  let runs = 0;
  for (let done = 0; share() < 1; done += runsAtOnce) {
    for (const shop of shops) {
      await engine.store(shop.workspaceId, payments(done, runsAtOnce));
      await shop.until('done', done + runsAtOnce);
      runs += runsAtOnce;
    }
    const reading = { at: share(), mb: residentMb() };
    readings.push(reading);
    console.error(`memory after ${Math.round(reading.at * minutes)} min: ${reading.mb} MB, ${runs} runs`);
  }
  const between = (from: number, to: number) => median(readings.filter(({ at }) => at >= from && at < to).map(({ mb }) => mb));
  const highestMb = Math.max(...readings.map(({ mb }) => mb));
  return { workerMb, soak: { minutes, runs, earlyMb: between(0.1, 0.3), lateMb: between(0.8, Number.POSITIVE_INFINITY), highestMb } };
}

function residentMb(): number {
  return Math.round(process.memoryUsage().rss / 1_048_576);
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
