import { randomUUID } from 'node:crypto';
import { createCatalog } from '@noi/catalog';
import { createTestDatabase } from '@noi/db/testing';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { workflowBundleFile } from '@noi/temporal-workflows/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chain, orderCreated, publishFlow } from './testing/flows.ts';
import { createProbePackage } from './testing/probePackage.ts';
import { ScriptedProvider } from './testing/ScriptedProvider.ts';
import { spawnHost } from './testing/spawnHost.ts';
import { startTestHost } from './testing/startTestHost.ts';
import { until } from './testing/until.ts';

let temporal: TestTemporal;
beforeAll(async () => {
  [temporal] = await Promise.all([testTemporal(), workflowBundleFile()]);
});
afterAll(() => temporal?.[Symbol.asyncDispose]());

test('workers that are killed while a flow is paused send nothing, and after the pause everything goes once', { timeout: 240_000 }, async () => {
  await using database = await createTestDatabase();
  await using provider = await ScriptedProvider.start();
  const { db } = database;
  const workspaceId = randomUUID();
  const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;
  const wait = { id: 'wait', kind: 'wait', wait: { type: 'duration', amount: 8, unit: 'seconds' } } as const;
  const input = { phone: '{{ trigger.order.customer.phone }}', text: '{{ trigger.order.code }}' };
  const send = { id: 'send', kind: 'action', node: 'probe.send_none', nodeVersion: 1, input } as const;
  const catalog = createCatalog([createProbePackage({ providerUrl: provider.url })]);
  const id = await publishFlow({ db, catalog, workspaceId, graph: chain(trigger, wait, send) });
  const codes = ['A', 'B', 'C', 'D'];
  const held = (count: number) => until(async () => (await db.waits.countHeld({ workspaceId, holdKey: `flow:${id}` })) === count);
  const waiting = (count: number) =>
    until(async () => (await db.runs.list({ workspaceId, state: 'waiting', limit: 10 })).length === count, { what: `${count} waiting runs` });
  const order = (...some: readonly string[]) =>
    db.events.store(some.map((code) => ({ workspaceId, source: 'haravan', connectionId: null, event: orderCreated(code) })));
  const servers = { databaseUrl: database.url, temporalAddress: temporal.address, taskQueue: `pause-crash-${randomUUID()}` };

  const first = await spawnHost({ ...servers, providerUrl: provider.url });
  await first.up;
  await order('A', 'B');
  await waiting(2);
  await db.flows.setStatus({ workspaceId, id }, 'paused');
  // Killed when some are held already …
  await held(2);
  await first.kill();
  const second = await spawnHost({ ...servers, providerUrl: provider.url });
  await second.up;
  await db.flows.resume({ workspaceId, id }, { held: 'now', events: 'leave', now: new Date() });
  await until(async () => (await db.runs.list({ workspaceId, state: 'done', limit: 10 })).length === 2, { what: 'the first two to go on' });

  // … and when others still wait for their time, which comes while nobody is there.
  await order('C', 'D');
  await waiting(2);
  await db.flows.setStatus({ workspaceId, id }, 'paused');
  await second.kill();
  expect(provider.delivered.map(({ text }) => text).sort()).toEqual(['A', 'B']);
  await using third = await startTestHost({ ...servers, probe: { providerUrl: provider.url } });
  await held(2);
  expect(provider.calls).toBe(2);
  await db.flows.resume({ workspaceId, id }, { held: 'now', events: 'leave', now: new Date() });
  await until(async () => (await db.runs.list({ workspaceId, state: 'done', limit: 10 })).length === 4, { what: `all; ${third.log.join(' | ')}` });

  expect(provider.delivered.map(({ text }) => text).sort()).toEqual(codes);
  expect((await db.messages.list({ workspaceId, limit: 10 })).map(({ state }) => state)).toEqual(codes.map(() => 'sent'));
});
