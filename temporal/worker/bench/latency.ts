import { randomUUID } from 'node:crypto';
import type { EchoProvider } from './echoProvider.ts';
import type { EngineSide } from './engineSide.ts';
import { payment } from './events.ts';
import { flows } from './flows.ts';
import type { HandWrittenSide } from './handWrittenSide.ts';
import { percentile } from './percentile.ts';

export interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of the medians. */
  readonly ratio: number;
}

/** One run at a time, with no group to join: from the event, before it is stored, to its first send at the provider; beside the hand-written workflow from its start. */
export async function measureLatency(sides: { engine: EngineSide; hand: HandWrittenSide; provider: EchoProvider; runs: number }): Promise<Latency> {
  const { engine, hand, provider, runs } = sides;
  const shop = await engine.open(flows.latency);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run < runs + 5; run += 1) {
    const [code, text] = [`L${run}`, `timed ${randomUUID()}`];
    const asked = await untilArrived(provider, `timed ${code}`, () => engine.store(shop.workspaceId, [payment(code)]));
    await shop.until('done', run + 1);
    const handAsked = await untilArrived(provider, text, () => hand.run({ workflow: 'oneAction', runs: 1, atOnce: 1, text }));
    // The first few warm both sides up.
    if (run < 5) continue;
    ours.push(asked);
    theirs.push(handAsked);
  }
  const p50Ms = percentile(ours, 0.5);
  return { p50Ms, p99Ms: percentile(ours, 0.99), ratio: Math.round((p50Ms / percentile(theirs, 0.5)) * 100) / 100 };
}

async function untilArrived(provider: EchoProvider, text: string, act: () => Promise<unknown>): Promise<number> {
  const began = performance.timeOrigin + performance.now();
  const acted = act();
  for (;;) {
    const at = await provider.arrival(text);
    if (at !== null) {
      await acted;
      return at - began;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
