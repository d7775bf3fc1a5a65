import type { EchoProvider } from './echoProvider.ts';
import type { EngineSide } from './engineSide.ts';
import { troubledOrder } from './events.ts';
import { flows } from './flows.ts';
import { percentile } from './percentile.ts';

export interface Isolation {
  readonly neighbours: number;
  readonly troublemakers: number;
  /** How late the neighbours' sends came while the troublemakers of their groups walked loops of 10,000 items, failed for ever, hung, or called one after the other. */
  readonly p50LateMs: number;
  readonly p99LateMs: number;
  /** The same with no trouble. */
  readonly calmP99LateMs: number;
}

/** Of trouble; see `flows.isolation`. */
const kinds = 4;

/** Whether a run's trouble delays the runs of its own group. */
export async function measureIsolation(engine: EngineSide, { neighbours, provider }: { neighbours: number; provider: EchoProvider }): Promise<Isolation> {
  const each = Math.max(1, Math.round(neighbours / 50));
  const calm = await latenesses(engine, { neighbours, each: 0, provider });
  const troubled = await latenesses(engine, { neighbours, each, provider });
  return {
    neighbours,
    troublemakers: each * kinds,
    p50LateMs: percentile(troubled, 0.5),
    p99LateMs: percentile(troubled, 0.99),
    calmP99LateMs: percentile(calm, 0.99),
  };
}

/** `each` of every kind of trouble is mixed among the neighbours, whose sends are due over up to ten seconds. */
async function latenesses(engine: EngineSide, { neighbours, each, provider }: { neighbours: number; each: number; provider: EchoProvider }): Promise<number[]> {
  const shop = await engine.open(flows.isolation);
  const firstDue = Date.now() + 3_000;
  const spreadMs = Math.min(10_000, neighbours * 50);
  const due = Array.from({ length: neighbours }, (_, index) => firstDue + Math.floor((index * spreadMs) / neighbours));
  const name = (index: number) => `${shop.workspaceId} ${index}`;
  const troubles = Array.from({ length: each * kinds }, (_, index) => troubledOrder(`trouble ${index}`, { trouble: 1 + (index % kinds), at: new Date() }));
  const orders = due.map((at, index) => troubledOrder(name(index), { trouble: 0, at: new Date(at) }));
  await engine.store(shop.workspaceId, [...troubles, ...orders]);
  const late: number[] = [];
  for (const [index, at] of due.entries()) {
    const deadline = at + 120_000;
    let came = await provider.arrival(`timed ${name(index)}`);
    for (; came === null && Date.now() < deadline; came = await provider.arrival(`timed ${name(index)}`))
      await new Promise((resolve) => setTimeout(resolve, 50));
    if (came === null) throw new Error(`The send of neighbour ${index} did not come within two minutes`);
    late.push(came - at);
  }
  return late;
}
