import type { ParsedEvent } from '@noi/events';
import type { EngineSide, Shop } from './engineSide.ts';
import { orders, payments } from './events.ts';
import { flows } from './flows.ts';
import type { HandWorkflow, HandWrittenSide } from './handWrittenSide.ts';
import { tenths } from './percentile.ts';

export interface Throughput {
  readonly runsPerSecond: number;
  readonly handWrittenRunsPerSecond: number;
  readonly ratio: number;
}

interface Measure {
  readonly flow: keyof typeof flows;
  readonly hand: HandWorkflow;
  /** Workflows of the peer that are under way at once: as many as serve it best. */
  readonly atOnce: number;
}

const measures = {
  oneAction: { flow: 'oneAction', hand: 'oneAction', atOnce: 50 },
  threeActions: { flow: 'threeActions', hand: 'threeActions', atOnce: 50 },
  // More than 50, or the peer's two seconds of sleep would bound it.
  wait: { flow: 'wait', hand: 'waitBetween', atOnce: 300 },
  waitForEvent: { flow: 'waitForEvent', hand: 'waitForPaid', atOnce: 50 },
} as const satisfies Record<string, Measure>;

export type ThroughputName = keyof typeof measures;
export const throughputNames = Object.keys(measures) as ThroughputName[];

/** Runs a second, everything recorded, beside the same job written by hand with nothing recorded: in turns, on the same servers, each side warmed up first. */
export async function measureThroughput(
  name: ThroughputName,
  { engine, hand, runs }: { engine: EngineSide; hand: HandWrittenSide; runs: number },
): Promise<Throughput> {
  const { flow, hand: workflow, atOnce } = measures[name];
  const shop = await engine.open(flows[flow]);
  const few = Math.max(12, Math.round(runs / 8));
  const rounds = runs < 500 ? 1 : 2;
  const times = { engine: 0, hand: 0 };
  await hand.run({ workflow, runs: Math.min(50, few), atOnce, text: 'warm' });
  const warm = Math.min(200, runs);
  await runFlow(name, { engine, shop, from: 0, runs: warm });
  for (let round = 0; round < rounds; round += 1) {
    times.hand += await hand.run({ workflow, runs: few, atOnce, text: 'B1' });
    times.engine += await runFlow(name, { engine, shop, from: warm + round * runs, runs });
  }
  const [ours, theirs] = [(rounds * runs) / times.engine, (rounds * few) / times.hand];
  return { runsPerSecond: tenths(ours), handWrittenRunsPerSecond: tenths(theirs), ratio: Math.round((ours / theirs) * 100) / 100 };
}

/** Seconds from the first event stored to the last run done. */
async function runFlow(name: ThroughputName, { engine, shop, from, runs }: { engine: EngineSide; shop: Shop; from: number; runs: number }): Promise<number> {
  const post = (events: ParsedEvent[]) => engine.store(shop.workspaceId, events);
  const began = performance.now();
  if (name === 'waitForEvent') {
    await post(orders(from, runs));
    await shop.until('waiting', runs);
  }
  await post(payments(from, runs));
  await shop.until('done', from + runs);
  return (performance.now() - began) / 1000;
}
