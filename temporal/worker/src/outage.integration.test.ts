import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CuttableProxy } from './testing/CuttableProxy.ts';
import { chain, orderCreated, publishFlow } from './testing/flows.ts';
import { ScriptedProvider } from './testing/ScriptedProvider.ts';
import { startTestHost, type TestHost } from './testing/startTestHost.ts';
import { until } from './testing/until.ts';

let database: TestDatabase;
let temporal: TestTemporal;
let provider: ScriptedProvider;
let toPostgres: CuttableProxy;
let toTemporal: CuttableProxy;
let host: TestHost;
const workspaceId = randomUUID();

beforeAll(async () => {
  [database, temporal, provider] = await Promise.all([createTestDatabase(), testTemporal(), ScriptedProvider.start()]);
  [toPostgres, toTemporal] = await Promise.all([CuttableProxy.start(database.url), CuttableProxy.start(temporal.address)]);
  host = await startTestHost({
    databaseUrl: toPostgres.through(database.url),
    temporalAddress: toTemporal.address,
    taskQueue: `outage-${randomUUID()}`,
    probe: { providerUrl: provider.url },
  });
  const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;
  const send = {
    id: 'send',
    kind: 'action',
    node: 'probe.send_none',
    nodeVersion: 1,
    input: { phone: '{{ trigger.order.customer.phone }}', text: '{{ trigger.order.code }}' },
  } as const;
  await publishFlow({ db: database.db, catalog: host.catalog, workspaceId, graph: chain(trigger, send) });
});
afterAll(async () => {
  await host?.[Symbol.asyncDispose]();
  await Promise.all([toPostgres?.[Symbol.asyncDispose](), toTemporal?.[Symbol.asyncDispose](), provider?.[Symbol.asyncDispose]()]);
  await Promise.all([database?.[Symbol.asyncDispose](), temporal?.[Symbol.asyncDispose]()]);
});

/** The events come in by another process, whose own way to the database is whole. */
function order(code: string) {
  return database.db.events.store([{ workspaceId, source: 'haravan', connectionId: null, event: orderCreated(code) }]);
}

async function sent(code: string): Promise<void> {
  await until(async () => (await database.db.runs.list({ workspaceId, limit: 20 })).find((run) => run.subject === code)?.state === 'done', {
    everyMs: 200,
    what: `order ${code}; log: ${host.log.slice(-6).join(' | ')}`,
  });
  expect(provider.delivered.filter(({ text }) => text === code)).toHaveLength(1);
}

test('events that come while Temporal is away are worked when it is back', async () => {
  await toTemporal.cut();
  await order('T1');
  await until(async () => host.log.some((line) => line.startsWith('Temporal did not take a start')));
  expect(provider.delivered).toEqual([]);

  await toTemporal.mend();
  await sent('T1');
});

test('events that come while the worker cannot reach Postgres are worked when it can', async () => {
  await toPostgres.cut();
  await order('P1');
  await until(async () => host.log.some((line) => line.startsWith('a batch of events was rolled back')));
  await toPostgres.mend();

  await sent('P1');
});

test('a provider’s answer that comes while Postgres is away is kept until it can be written', async () => {
  provider.next({ kind: 'slow', ms: 700 });
  await order('P2');
  await until(async () => provider.calls === 3);
  await toPostgres.cut();
  await until(async () => host.log.some((line) => line.startsWith('a record could not be written')));
  await toPostgres.mend();

  await sent('P2');
  expect((await database.db.messages.list({ workspaceId, limit: 10 })).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
});
