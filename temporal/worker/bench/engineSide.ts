import { randomBytes, randomUUID } from 'node:crypto';
import { createCatalog } from '@noi/catalog';
import { createConnections, createNetworkPolicy, createSecretBox } from '@noi/connections';
import type { Db } from '@noi/db';
import type { ParsedEvent } from '@noi/events';
import type { FlowGraph } from '@noi/flow';
import type { NativeConnection } from '@temporalio/worker';
import { createHost } from '../src/host/createHost.ts';
import { createMetrics } from '../src/host/metrics.ts';
import { publishFlow } from '../src/testing/flows.ts';
import { createBenchPackage } from './benchPackage.ts';

/** The product's own worker. Each flow lives in a shop of its own, so that no event starts two of them. */
export interface EngineSide extends AsyncDisposable {
  open(graph: FlowGraph): Promise<Shop>;
  /** A shop without flows. */
  readonly emptyShop: string;
  store(workspaceId: string, events: readonly ParsedEvent[]): Promise<void>;
  /** Events that the dispatcher has worked so far. */
  dispatched(): Promise<number>;
}

export interface Shop {
  readonly workspaceId: string;
  /** Waits until so many runs are in one of the states. Throws when one failed. */
  until(state: 'done' | 'waiting', runs: number): Promise<void>;
}

export async function openEngineSide(outside: { db: Db; connection: NativeConnection; providerUrl: string; codePath: string }): Promise<EngineSide> {
  const { db, connection, providerUrl, codePath } = outside;
  const catalog = createCatalog([createBenchPackage(providerUrl)]);
  const connections = createConnections({
    db,
    catalog,
    seal: createSecretBox(randomBytes(32)),
    network: createNetworkPolicy({ sandboxUrl: providerUrl }),
    sandboxUrl: providerUrl,
    now: () => new Date(),
  });
  const metrics = createMetrics({ callsUnderWay: () => 0 });
  const host = await createHost({
    db,
    catalog,
    connections,
    connection,
    counts: metrics.counts,
    workflowBundle: { codePath },
    logger: { debug: () => undefined, info: () => undefined, warn: (facts, message) => console.error(message, JSON.stringify(facts)) },
    taskQueue: `bench-${randomUUID()}`,
  });

  return {
    emptyShop: randomUUID(),
    async open(graph) {
      const workspaceId = randomUUID();
      await publishFlow({ db, catalog, workspaceId, graph });
      return { workspaceId, until: (state, runs) => until(db, { workspaceId, state, runs }) };
    },
    async store(workspaceId, events) {
      let next = 0;
      const lane = async () => {
        for (let event = events[next++]; event !== undefined; event = events[next++]) {
          await db.events.store([{ workspaceId, source: 'haravan', connectionId: null, event }]);
        }
      };
      await Promise.all(Array.from({ length: 50 }, lane));
    },
    async dispatched() {
      const metric = await metrics.registry.getSingleMetric('noi_dispatched_events_total')?.get();
      // One value for each shop.
      return (metric?.values ?? []).reduce((sum, { value }) => sum + value, 0);
    },
    async [Symbol.asyncDispose]() {
      await host.stop();
      await connections.close();
    },
  };
}

async function until(db: Db, { workspaceId, state, runs }: { workspaceId: string; state: 'done' | 'waiting'; runs: number }): Promise<void> {
  for (;;) {
    const [flow] = await db.flows.list(workspaceId);
    if (flow && flow.runs.failed > 0) throw new Error(`${flow.runs.failed} runs of the bench failed`);
    const ended = flow === undefined ? 0 : flow.runs.total - flow.runs.active;
    if (state === 'done' ? ended === runs : await isAllAsleep(db, { workspaceId, runs })) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Asks for one of each other state first: a bench with 100,000 sleepers is not to count them over and over. */
async function isAllAsleep(db: Db, { workspaceId, runs }: { workspaceId: string; runs: number }): Promise<boolean> {
  const awake = await Promise.all((['queued', 'starting', 'running'] as const).map((state) => db.runs.list({ workspaceId, state, limit: 1 })));
  if (awake.flat().length > 0) return false;
  const gauges = await db.gauges.read({ now: new Date() });
  return gauges.find((shop) => shop.workspaceId === workspaceId)?.runs.waiting === runs;
}
