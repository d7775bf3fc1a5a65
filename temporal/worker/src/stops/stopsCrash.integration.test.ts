import { randomUUID } from 'node:crypto';
import { createCatalog } from '@noi/catalog';
import { createTestDatabase, readRows } from '@noi/db/testing';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { workflowBundleFile } from '@noi/temporal-workflows/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chain, orderCreated, publishFlow } from '../testing/flows.ts';
import { createProbePackage } from '../testing/probePackage.ts';
import { runDoomed } from '../testing/runDoomed.ts';
import { ScriptedProvider } from '../testing/ScriptedProvider.ts';
import { startTestHost } from '../testing/startTestHost.ts';
import { until } from '../testing/until.ts';
import { type StopPoint, stopPoints } from './StopPoint.ts';

let temporal: TestTemporal;
beforeAll(async () => {
  [temporal] = await Promise.all([testTemporal(), workflowBundleFile()]);
});
afterAll(() => temporal?.[Symbol.asyncDispose]());

const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;
const later = { id: 'later', kind: 'wait', wait: { type: 'duration', amount: 3, unit: 'days' } } as const;
const send = (id: string) => {
  const input = { phone: '{{ trigger.order.customer.phone }}', text: `${id} {{ trigger.order.code }}` };
  return { id, kind: 'action', node: 'probe.send_none', nodeVersion: 1, input } as const;
};
const nrs = ['1', '2', '3', '4', '5'] as const;
const atOnce = 3;

test('a worker killed between every two steps of a stop of all runs leaves none under way and lets nothing be sent', { timeout: 400_000 }, async () => {
  await using database = await createTestDatabase();
  await using provider = await ScriptedProvider.start();
  const { db } = database;
  const servers = { databaseUrl: database.url, temporalAddress: temporal.address, taskQueue: `stops-${randomUUID()}` };
  const catalog = createCatalog([createProbePackage({ providerUrl: provider.url })]);
  const states = async (flow: { workspaceId: string; flowId: string }) => (await db.runs.list({ ...flow, limit: 10 })).map(({ state }) => state).sort();

  /** A shop whose flow has three runs in the midst of a wait, and two more that may only start when one of these has ended. */
  async function openShop(point: StopPoint) {
    const workspaceId = randomUUID();
    const graph = chain(trigger, send('first'), later, send('second'));
    const settings = { ...graph.settings, concurrency: { limit: atOnce } };
    const flowId = await publishFlow({ db, catalog, workspaceId, graph: { ...graph, settings } });
    await db.events.store(nrs.map((nr) => ({ workspaceId, source: 'haravan', connectionId: null, event: orderCreated(`${point} ${nr}`) })));
    const are = async () => (await states({ workspaceId, flowId })).join() === 'queued,queued,waiting,waiting,waiting';
    await until(are, { ms: 90_000, what: `the runs of ${point} to wait` });
    return { point, workspaceId, flowId };
  }

  const former = await startTestHost({ ...servers, probe: { providerUrl: provider.url } });
  const shops = await Promise.all(stopPoints.map(openShop)).finally(() => former[Symbol.asyncDispose]());
  const sent = () => provider.delivered.map(({ text }) => text).sort();
  const before = sent();
  expect(before).toHaveLength(stopPoints.length * atOnce);

  for (const { point, workspaceId, flowId } of shops) {
    await db.stops.ask({ workspaceId, flowId, askedBy: null });
    expect(`${point}: ${await runDoomed({ ...servers, providerUrl: provider.url, killAtPoint: point })}`).toBe(`${point}: SIGKILL`);
    // Its clock is past the lease of the one that died.
    const now = () => new Date(Date.now() + 20_000);
    await using fresh = await startTestHost({ ...servers, probe: { providerUrl: provider.url }, now });
    const isOver = async () => (await db.stops.latest({ workspaceId, flowId }))?.endedAt;
    await until(isOver, { everyMs: 200, what: `${point}: the stop to end; ${fresh.log.join(' | ')}` });
    expect(await states({ workspaceId, flowId }), point).toEqual(nrs.map(() => 'stopped'));
  }

  expect(sent()).toEqual(before);
  const open = (table: string, where: string) => readRows(database.url, `select * from ${table} where ${where}`);
  expect(await open('step_run', `ended_at is null or state in ('running', 'waiting', 'retrying')`)).toEqual([]);
  expect(await open('run_wait', 'closed_at is null')).toEqual([]);
  expect(await open('run', 'ended_at is null')).toEqual([]);
});
