import { randomUUID } from 'node:crypto';
import { createTestDatabase } from '@noi/db/testing';
import type { ParsedEvent } from '@noi/events';
import type { Plan } from '@noi/flow';
import { aPlan, aWait } from '@noi/flow/testing';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { workflowBundleFile } from '@noi/temporal-workflows/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliverPoints } from './deliver/DeliverPoint.ts';
import type { DoomedHost } from './testing/doomedHost.ts';
import { orderCreated } from './testing/flows.ts';
import { runDoomed } from './testing/runDoomed.ts';
import { ScriptedProvider } from './testing/ScriptedProvider.ts';
import { startTestHost } from './testing/startTestHost.ts';
import { until } from './testing/until.ts';

let temporal: TestTemporal;
beforeAll(async () => {
  [temporal] = await Promise.all([testTemporal(), workflowBundleFile()]);
});
afterAll(() => temporal?.[Symbol.asyncDispose]());

const workspaceId = 'shop';

/** An order comes, and its run sleeps for three days unless the order is paid before: that is its goal. */
const rule: NonNullable<Plan['goal']>['rule'] = { combinator: 'and', rules: [{ field: 'event.amount', operator: '>=', value: '{{ trigger.order.total }}' }] };
const plan: Plan = {
  ...aPlan({ start: { kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, event: 'order.created' }, rest: aWait(3) }, ['start.next>rest']),
  hash: 'waits-for-payment',
  goal: { event: 'payment.received', belongs: 'order', rule },
};

function paid(orderCode: string, { amount = 250_000, nr = 1 } = {}): ParsedEvent<'payment.received'> {
  return {
    type: 'payment.received',
    externalId: `paid:${orderCode}:${nr}`,
    occurredAt: '2026-11-22T03:00:00.000Z',
    payload: { orderCode, amount, paidAt: '2026-11-22T03:00:00.000Z' },
  };
}

async function openShop() {
  const [database, provider] = await Promise.all([createTestDatabase(), ScriptedProvider.start()]);
  const { db, url: databaseUrl } = database;
  const graph = { schema: 1 as const, settings: { timezone: 'Asia/Ho_Chi_Minh' }, steps: {}, edges: [] };
  const flow = await db.flows.create({ workspaceId, name: 'Chờ thanh toán', graph });
  await db.flows.publish({ workspaceId, id: flow.id, graph, plan, subscription: { event: 'order.created' }, publishedBy: null });
  const servers = { databaseUrl, temporalAddress: temporal.address, taskQueue: `waits-${randomUUID()}` };
  const states = async () => Object.fromEntries((await db.runs.list({ workspaceId, limit: 200 })).map((run) => [run.subject ?? '', run.state]));
  const tell = (...events: readonly ParsedEvent[]) => db.events.store(events.map((event) => ({ workspaceId, source: 'api', connectionId: null, event })));

  return {
    db,
    tell,
    states,
    worker: () => startTestHost({ ...servers, probe: { providerUrl: provider.url } }),
    doomedWorker: (death: Pick<DoomedHost, 'killAtPoint'>) => runDoomed({ ...servers, providerUrl: provider.url, ...death }),
    async waiting(count: number) {
      return until(
        async () => {
          const runs = await db.runs.list({ workspaceId, state: 'waiting', limit: 200 });
          const rows = await Promise.all(runs.map((run) => db.waits.get({ workspaceId, runId: run.id, token: 'goal' })));
          return rows.filter((row) => row !== null && row.closedAt === null).length === count ? runs : null;
        },
        { what: `${count} runs to wait` },
      );
    },
    reached: (expected: Record<string, string>) =>
      until(async () => JSON.stringify(sorted(await states())) === JSON.stringify(sorted(expected)), { what: JSON.stringify(expected) }),
    async [Symbol.asyncDispose]() {
      await provider[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

const sorted = (states: Record<string, string>) => Object.entries(states).sort(([one], [other]) => (one < other ? -1 : 1));

test('only the payment of this order, and of enough, ends the run; a second one changes nothing', async () => {
  await using shop = await openShop();
  await using worker = await shop.worker();
  await shop.tell(orderCreated('100'), orderCreated('200'));
  await shop.waiting(2);
  await shop.tell(paid('300'), paid('100', { amount: 1 }), paid('#100', { nr: 2 }), paid('100', { nr: 3 }));
  await shop.reached({ '100': 'stopped', '200': 'waiting' });

  const [run] = await shop.db.runs.list({ workspaceId, state: 'stopped', limit: 10 });
  expect(await shop.db.waits.get({ workspaceId, runId: run?.id ?? '', token: 'goal' }), worker.log.join('\n')).toMatchObject({
    kind: 'goal',
    answer: { outcome: 'done', output: { orderCode: '#100', amount: 250_000 } },
    closedAt: expect.any(Date),
  });
});

test('a payment that comes together with its order, before anybody waits, is found', async () => {
  await using shop = await openShop();
  await shop.tell(orderCreated('100'), paid('100'), orderCreated('200'));
  await using worker = await shop.worker();

  await shop.reached({ '100': 'stopped', '200': 'waiting' }).catch((error: Error) => expect.fail(`${error.message} ${worker.log.join('\n')}`));
});

test('forty payments for the runs of one burst arrive in few signals', async () => {
  await using shop = await openShop();
  const codes = Array.from({ length: 40 }, (_, nr) => `${1000 + nr}`);
  await shop.tell(...codes.map((code) => orderCreated(code)));
  await using worker = await shop.worker();
  const runs = await shop.waiting(40);
  await shop.tell(...codes.map((code) => paid(code)));
  await shop.reached(Object.fromEntries(codes.map((code) => [code, 'stopped'])));

  const workflowIds = new Set(runs.map((run) => run.workflowId));
  const signals = await Promise.all(
    [...workflowIds].map(async (workflowId) => {
      const { events } = await worker.host.client.workflow.getHandle(workflowId).fetchHistory();
      return (events ?? []).filter((event) => event.workflowExecutionSignaledEventAttributes != null).length;
    }),
  );
  expect(
    signals.reduce((sum, many) => sum + many, 0),
    worker.log.join('\n'),
  ).toBeLessThanOrEqual(workflowIds.size + 4);
});

test('a worker killed between every two steps of an answer delivers it once, after a restart', { timeout: 240_000 }, async () => {
  await using shop = await openShop();
  const points = ['heard', 'committed', ...deliverPoints] as const;
  {
    await using worker = await shop.worker();
    await shop.tell(...points.map((point) => orderCreated(point)));
    await shop.waiting(points.length);
    expect(worker.log).toEqual([]);
  }
  for (const killAtPoint of points) {
    await shop.tell(paid(killAtPoint));
    expect(`${killAtPoint}: ${await shop.doomedWorker({ killAtPoint })}`).toBe(`${killAtPoint}: SIGKILL`);
  }

  await using worker = await shop.worker();
  await shop
    .reached(Object.fromEntries(points.map((point) => [point, 'stopped'])))
    .catch((error: Error) => expect.fail(`${error.message} ${worker.log.join('\n')}`));
});

test('a workflow that is gone closes its rows and leaves a warning', async () => {
  await using shop = await openShop();
  await using worker = await shop.worker();
  await shop.tell(orderCreated('100'));
  const [run] = await shop.waiting(1);
  if (!run) throw new Error('one run');
  await worker.host.client.workflow.getHandle(run.workflowId).terminate();
  await shop.tell(paid('100'));
  const key = { workspaceId, runId: run.id, token: 'goal' };
  await until(async () => (await shop.db.waits.get(key))?.closedAt, { what: 'the row to be closed' });

  expect(worker.log.join('\n')).toContain('runs wait in a workflow that is gone');
});
