import { randomUUID } from 'node:crypto';
import { createTestDatabase } from '@noi/db/testing';
import { testTemporal } from '@noi/temporal-server/testing';
import { expect, test } from 'vitest';
import { chain, orderCreated, publishFlow } from './testing/flows.ts';
import { ScriptedProvider } from './testing/ScriptedProvider.ts';
import { startTestHost } from './testing/startTestHost.ts';
import { until } from './testing/until.ts';

test('a burst shared by two workers: every order runs once, in few workflows of at most fifty', async () => {
  const size = 120;
  const workspaceId = randomUUID();
  await using database = await createTestDatabase();
  await using temporal = await testTemporal();
  await using provider = await ScriptedProvider.start();
  const { db } = database;
  const servers = {
    databaseUrl: database.url,
    temporalAddress: temporal.address,
    taskQueue: `burst-${randomUUID()}`,
    probe: { providerUrl: provider.url, timeoutMs: 20_000 },
    // Nobody is killed here: a busy machine has the time that the product gives it.
    workflowTaskTimeoutMs: 10_000,
  };
  await using one = await startTestHost(servers);
  await using _other = await startTestHost(servers);
  const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;
  const send = {
    id: 'send',
    kind: 'action',
    node: 'probe.send_none',
    nodeVersion: 1,
    input: { phone: '{{ trigger.order.customer.phone }}', text: '{{ trigger.order.code }}' },
  } as const;
  await publishFlow({ db, catalog: one.catalog, workspaceId, graph: chain(trigger, send) });

  const codes = Array.from({ length: size }, (_, at) => `${200_000 + at}`);
  await db.events.store(codes.map((code) => ({ workspaceId, source: 'haravan', connectionId: null, event: orderCreated(code) })));
  const runs = await until(
    async () => {
      const found = await db.runs.list({ workspaceId, limit: 2 * size });
      return found.length >= size && found.every((run) => run.endedAt) ? found : null;
    },
    { everyMs: 250, what: `${size} runs; log: ${one.log.slice(-5).join(' | ')}` },
  );

  expect(runs.map((run) => `${run.subject} ${run.state}`).sort()).toEqual(codes.map((code) => `${code} done`));
  expect(provider.delivered.map(({ text }) => text).sort()).toEqual(codes);
  const groups = sizesBy(runs.map((run) => run.workflowId));
  expect(Math.max(...groups)).toBeLessThanOrEqual(50);
  expect(groups.length).toBeLessThan(size / 10);
});

function sizesBy(names: readonly string[]): number[] {
  const sizes = new Map<string, number>();
  for (const name of names) sizes.set(name, (sizes.get(name) ?? 0) + 1);
  return [...sizes.values()];
}
