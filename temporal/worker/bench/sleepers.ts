import { statSync } from 'node:fs';
import type { EchoProvider } from './echoProvider.ts';
import type { EngineSide } from './engineSide.ts';
import { payment, payments } from './events.ts';
import { flows } from './flows.ts';
import { percentile, tenths } from './percentile.ts';

export interface Asleep {
  readonly runs: number;
  readonly startMs: number;
  /** Memory of this process and, where its file is known, disk of the Temporal server. */
  readonly bytesPerRun: number;
  /** Of one core, this process alone. */
  readonly idleCpuPercent: number;
}

export interface Timers {
  readonly count: number;
  readonly p50LateMs: number;
  readonly p99LateMs: number;
}

/** Puts so many runs to sleep for a month, and watches what they cost while nothing happens. */
export async function measureAsleep(engine: EngineSide, { runs, temporalFile }: { runs: number; temporalFile: string | null }): Promise<Asleep> {
  const shop = await engine.open(flows.asleep);
  const before = footprint(temporalFile);
  const began = performance.now();
  await engine.store(shop.workspaceId, payments(0, runs));
  await shop.until('waiting', runs);
  const startMs = Math.round(performance.now() - began);
  const bytesPerRun = Math.round(Math.max(0, footprint(temporalFile) - before) / runs);

  await pause(Math.min(3_000, 500 + runs));
  const idle = process.cpuUsage();
  const watchedMs = Math.min(10_000, 1_000 + runs);
  await pause(watchedMs);
  const { user, system } = process.cpuUsage(idle);
  return { runs, startMs, bytesPerRun, idleCpuPercent: tenths((user + system) / 10 / watchedMs) };
}

/** Lets so many waits come due within the same minute, evenly; how late each send came to the provider. */
export async function measureTimers(engine: EngineSide, { count, provider }: { count: number; provider: EchoProvider }): Promise<Timers> {
  const shop = await engine.open(flows.timers);
  // Time enough for all of them to be asleep before the first is due.
  const firstDue = Date.now() + 2_000 + count * 10;
  const spreadMs = Math.min(60_000, count * 10);
  const due = Array.from({ length: count }, (_, index) => firstDue + Math.floor((index * spreadMs) / count));
  await engine.store(
    shop.workspaceId,
    due.map((at, index) => payment(`T${index}`, new Date(at).toISOString())),
  );
  await shop.until('done', count);
  const late: number[] = [];
  for (const [index, at] of due.entries()) {
    const came = await provider.arrival(`timed T${index}`);
    if (came === null) throw new Error(`The send of wait ${index} never came`);
    late.push(came - at);
  }
  return { count, p50LateMs: percentile(late, 0.5), p99LateMs: percentile(late, 0.99) };
}

function footprint(temporalFile: string | null): number {
  const onDisk = temporalFile === null ? 0 : statSync(temporalFile).size;
  return process.memoryUsage().rss + onDisk;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
