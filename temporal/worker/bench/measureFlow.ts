import { randomBytes, randomUUID } from 'node:crypto';
import { createCatalog } from '@noi/catalog';
import { createConnections, createNetworkPolicy, createSecretBox } from '@noi/connections';
import type { Db } from '@noi/db';
import type { ParsedEvent } from '@noi/events';
import type { NativeConnection } from '@temporalio/worker';
import { bundleWorkflows } from '../src/bundle/buildWorkflowBundle.ts';
import { createHost } from '../src/host/createHost.ts';
import { chain, publishFlow } from '../src/testing/flows.ts';
import { createBenchPackage } from './benchPackage.ts';

/** The product's own worker with the flow trigger → if → action; the returned function takes in so many events and answers with runs per second. */
export async function openFlow({
  db,
  connection,
  providerUrl,
}: {
  db: Db;
  connection: NativeConnection;
  providerUrl: string;
}): Promise<{ measure(runs: number): Promise<number>; close(): Promise<void> }> {
  const workspaceId = randomUUID();
  const catalog = createCatalog([createBenchPackage(providerUrl)]);
  const connections = createConnections({
    db,
    catalog,
    seal: createSecretBox(randomBytes(32)),
    network: createNetworkPolicy({ sandboxUrl: providerUrl }),
    sandboxUrl: providerUrl,
    now: () => new Date(),
  });
  const host = await createHost({
    db,
    catalog,
    connections,
    connection,
    workflowBundle: await bundleWorkflows(),
    logger: { debug: () => undefined, info: () => undefined, warn: (facts, message) => console.error(message, JSON.stringify(facts)) },
    taskQueue: `bench-${randomUUID()}`,
  });
  const graph = chain(
    { id: 'trigger', kind: 'trigger', node: 'bench.paid', nodeVersion: 1, input: {} },
    { id: 'large', kind: 'if', rule: { combinator: 'and', rules: [{ field: 'trigger.amount', operator: '>', value: 200_000 }] } },
    {
      id: 'send',
      kind: 'action',
      node: 'bench.send',
      nodeVersion: 1,
      input: { phone: '0912 345 678', text: 'Đã nhận {{ trigger.amount | money }}, {{ trigger.paidAt | datetime }}' },
    },
  );
  await publishFlow({ db, catalog, workspaceId, graph });
  let total = 0;

  return {
    async measure(runs) {
      const from = total;
      total += runs;
      const began = performance.now();
      let next = from;
      const lane = async () => {
        while (next < total) {
          next += 1;
          await db.events.store([{ workspaceId, source: 'haravan', connectionId: null, event: payment(next) }]);
        }
      };
      await Promise.all(Array.from({ length: 50 }, lane));
      await allDone(db, { workspaceId, total });
      return runs / ((performance.now() - began) / 1000);
    },
    async close() {
      await host.stop();
      await connections.close();
    },
  };
}

/** A fact that folds into no order, so that what is measured is the engine. */
function payment(number: number): ParsedEvent<'payment.received'> {
  const paidAt = '2026-11-20T02:30:00.000Z';
  return {
    type: 'payment.received',
    externalId: `payment:${number}`,
    occurredAt: paidAt,
    payload: { orderCode: `B${number}`, amount: 250_000, method: 'Chuyển khoản', paidAt },
  };
}

async function allDone(db: Db, { workspaceId, total }: { workspaceId: string; total: number }): Promise<void> {
  for (;;) {
    const [flow] = await db.flows.list(workspaceId);
    if (flow && flow.runs.total === total && flow.runs.active === 0) {
      if (flow.runs.failed > 0) throw new Error(`${flow.runs.failed} runs of the bench failed`);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
