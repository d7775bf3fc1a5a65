import { randomUUID } from 'node:crypto';
import { createCatalog } from '@noi/catalog';
import { createTestDatabase } from '@noi/db/testing';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { workflowBundleFile } from '@noi/temporal-workflows/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dispatchPoints } from './dispatch/DispatchPoint.ts';
import type { DoomedHost } from './testing/doomedHost.ts';
import { chain, orderCreated, publishFlow } from './testing/flows.ts';
import { createProbePackage } from './testing/probePackage.ts';
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
const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;
const send = { id: 'send', kind: 'action', nodeVersion: 1, input: { phone: '{{ trigger.order.customer.phone }}' } } as const;

/** A shop with one live flow per action, on real servers, whose workers come and go. */
async function openShop(...nodes: readonly string[]) {
  const [database, provider] = await Promise.all([createTestDatabase(), ScriptedProvider.start()]);
  const { db, url: databaseUrl } = database;
  const catalog = createCatalog([createProbePackage({ providerUrl: provider.url })]);
  const nodeOf = new Map<string, string>();
  for (const node of nodes) {
    const graph = chain(trigger, { ...send, node: `probe.${node}`, input: { ...send.input, text: node } });
    nodeOf.set(await publishFlow({ db, catalog, workspaceId, graph }), node);
  }
  const servers = { databaseUrl, temporalAddress: temporal.address, taskQueue: `crash-${randomUUID()}` };

  return {
    provider,
    /** One live flow of sends that follow each other without a wait. */
    publishChain: (texts: readonly string[]) =>
      publishFlow({
        db,
        catalog,
        workspaceId,
        graph: chain(trigger, ...texts.map((text) => ({ ...send, id: text, node: 'probe.send_lookup', input: { ...send.input, text } }))),
      }),
    order: (code: string) => db.events.store([{ workspaceId, source: 'haravan', connectionId: null, event: orderCreated(code) }]),
    /** A worker of its own process; answers with how that process ended. */
    doomedWorker: (death: Pick<DoomedHost, 'killAtPoint' | 'killAtCalls'>) => runDoomed({ ...servers, providerUrl: provider.url, ...death }),
    freshWorker: () => startTestHost({ ...servers, probe: { providerUrl: provider.url } }),
    async runsEnded(count: number) {
      return until(
        async () => {
          const runs = await db.runs.list({ workspaceId, limit: 100 });
          return runs.length >= count && runs.every((run) => run.endedAt) ? runs : null;
        },
        { everyMs: 250, what: `${count} runs to end` },
      );
    },
    /** Every run has ended, or asks a person. */
    async runsSettled(count: number) {
      return until(
        async () => {
          const [runs, held] = await Promise.all([db.runs.list({ workspaceId, limit: 100 }), db.waits.listHeld({ workspaceId, limit: 100 })]);
          return runs.length >= count && runs.every((run) => run.endedAt || held.some(({ runId }) => runId === run.id));
        },
        { everyMs: 250, what: `${count} runs to end or to ask` },
      );
    },
    /** What became of each action's run and of its ledger row. */
    async fates() {
      const [runs, messages, held] = await Promise.all([
        db.runs.list({ workspaceId, limit: 100 }),
        db.messages.list({ workspaceId, limit: 100 }),
        db.waits.listHeld({ workspaceId, limit: 100 }),
      ]);
      return Object.fromEntries(
        runs.map((run) => {
          const node = nodeOf.get(run.flowId) ?? '';
          const delivered = provider.delivered.filter(({ text }) => text === node).length;
          const asks = held.some(({ runId, awaited }) => runId === run.id && awaited.kind === 'hold' && awaited.key.startsWith('unknown:'));
          return [
            node,
            { end: asks ? 'asked' : (run.error?.kind ?? run.state), ledger: messages.find((message) => message.runId === run.id)?.state ?? null, delivered },
          ];
        }),
      );
    },
    messages: () => db.messages.list({ workspaceId, limit: 100 }),
    async [Symbol.asyncDispose]() {
      await provider[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

test('a dispatcher killed between every two of its steps loses nothing and doubles nothing', { timeout: 180_000 }, async () => {
  await using shop = await openShop('send_native');
  for (const killAtPoint of dispatchPoints) {
    await shop.order(`killed after ${killAtPoint}`);
    expect(`${killAtPoint}: ${await shop.doomedWorker({ killAtPoint })}`).toBe(`${killAtPoint}: SIGKILL`);
  }

  await using fresh = await shop.freshWorker();
  const runs = await shop.runsEnded(dispatchPoints.length);

  expect(runs.map((run) => `${run.subject} ${run.state}`).sort(), fresh.log.join('\n')).toEqual(
    dispatchPoints.map((point) => `killed after ${point} done`).sort(),
  );
  expect(shop.provider.delivered).toHaveLength(dispatchPoints.length);
  expect((await shop.messages()).map(({ state }) => state)).toEqual(dispatchPoints.map(() => 'sent'));
});

const nodes = ['send_native', 'send_lookup', 'send_none', 'call_none'] as const;

test('a worker killed between reserving and sending: one message, or a row that says unknown', async () => {
  await using shop = await openShop(...nodes);
  await shop.order('100020');
  expect(await shop.doomedWorker({ killAtCalls: { moment: 'before', calls: nodes.length } })).toBe('SIGKILL');
  expect(shop.provider.calls).toBe(0);

  await using fresh = await shop.freshWorker();
  await shop.runsSettled(nodes.length);

  expect(await shop.fates(), fresh.log.join('\n')).toEqual({
    send_native: { end: 'done', ledger: 'sent', delivered: 1 },
    send_lookup: { end: 'done', ledger: 'sent', delivered: 1 },
    send_none: { end: 'asked', ledger: 'unknown', delivered: 0 },
    call_none: { end: 'asked', ledger: null, delivered: 0 },
  });
});

test('a worker killed between sending and recording: one message, and a row that says unknown where nobody can tell', async () => {
  await using shop = await openShop(...nodes);
  await shop.order('100020');
  expect(await shop.doomedWorker({ killAtCalls: { moment: 'after', calls: nodes.length } })).toBe('SIGKILL');
  expect(shop.provider.delivered).toHaveLength(nodes.length);

  await using fresh = await shop.freshWorker();
  await shop.runsSettled(nodes.length);

  expect(await shop.fates(), fresh.log.join('\n')).toEqual({
    send_native: { end: 'done', ledger: 'sent', delivered: 1 },
    send_lookup: { end: 'done', ledger: 'sent', delivered: 1 },
    send_none: { end: 'asked', ledger: 'unknown', delivered: 1 },
    call_none: { end: 'asked', ledger: null, delivered: 1 },
  });
});

test('a worker killed right after the second of three sends that follow at once: each goes once, in order', async () => {
  await using shop = await openShop();
  await shop.publishChain(['first', 'second', 'third']);
  await shop.order('100030');
  expect(await shop.doomedWorker({ killAtCalls: { moment: 'after', calls: 1, text: 'second' } })).toBe('SIGKILL');

  await using fresh = await shop.freshWorker();
  const [run] = await shop.runsEnded(1);

  expect(run?.state, fresh.log.join('\n')).toBe('done');
  expect(shop.provider.delivered.map(({ text }) => text)).toEqual(['first', 'second', 'third']);
  expect((await shop.messages()).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
});
