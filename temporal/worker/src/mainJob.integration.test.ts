import { randomBytes, randomUUID } from 'node:crypto';
import { createCatalog } from '@noi/catalog';
import { type Connections, createConnections, createNetworkPolicy, createSecretBox } from '@noi/connections';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import { dynamicKey } from '@noi/flow';
import type { PhoneMessage } from '@noi/node-sdk';
import { createDoor, createSandboxServer, type Door, type SandboxServer } from '@noi/node-testing';
import { corePackage } from '@noi/nodes-core';
import { ghnPackage } from '@noi/nodes-ghn';
import { haravanPackage } from '@noi/nodes-haravan';
import { zaloPackage } from '@noi/nodes-zalo';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { continueNowSignal } from '@noi/temporal-workflows';
import { workflowBundleFile } from '@noi/temporal-workflows/testing';
import { NativeConnection } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHost, type Host } from './host/createHost.ts';
import { chain, orderCreated, publishFlow } from './testing/flows.ts';
import { quietTemporal } from './testing/quietTemporal.ts';
import { until } from './testing/until.ts';

const workspaceId = randomUUID();
const catalog = createCatalog([corePackage, haravanPackage, ghnPackage, zaloPackage]);

let database: TestDatabase;
let temporal: TestTemporal;
let sandbox: SandboxServer;
let door: Door;
let connections: Connections;
let connection: NativeConnection;
let host: Host;

beforeAll(async () => {
  quietTemporal();
  [database, temporal, door] = await Promise.all([createTestDatabase(), testTemporal(), createDoor()]);
  const { db } = database;
  sandbox = await createSandboxServer({ packages: [corePackage, haravanPackage, ghnPackage, zaloPackage], store: db.sandbox, phone: db.sandbox, key: 'k' });
  connections = createConnections({
    db,
    catalog,
    seal: createSecretBox(randomBytes(32)),
    network: createNetworkPolicy({ sandboxUrl: sandbox.url }),
    sandboxUrl: sandbox.url,
    sandboxKey: 'k',
    now: () => new Date(),
  });
  connection = await NativeConnection.connect({ address: temporal.address, grpcCompression: { codec: 'none' } });
  host = await createHost({
    db,
    catalog,
    connections,
    connection,
    workflowBundle: { codePath: await workflowBundleFile() },
    logger: { debug: () => undefined, info: () => undefined, warn: () => undefined },
    taskQueue: `main-job-${randomUUID()}`,
  });
});
afterAll(async () => {
  await host?.stop();
  await connection?.close();
  await connections?.close();
  await sandbox?.close();
  await Promise.all([database?.[Symbol.asyncDispose](), temporal?.[Symbol.asyncDispose](), door?.[Symbol.asyncDispose]()]);
});

test('an order and its parcel’s delivery become a ZNS review request after three days, and its receipt lands on the ledger', async () => {
  const { db } = database;
  const oa = await connections.openSandbox({ workspaceId, packageId: 'zalo', type: 'zalo.oa', doorBaseUrl: new URL('/hooks', door.url).href });
  const asked = { workspaceId, connectionId: oa.id, node: 'zalo.sendZns', nodeVersion: 1, field: 'templateData', input: { templateId: '320001' } };
  const { fields } = await connections.dynamicFields(asked);
  const graph = chain(
    { id: 'trigger', kind: 'trigger', node: 'core.orderDelivered', nodeVersion: 1, input: {} },
    { id: 'wait', kind: 'wait', wait: { type: 'duration', amount: 3, unit: 'days' } },
    {
      id: 'review',
      kind: 'action',
      node: 'zalo.sendZns',
      nodeVersion: 1,
      connectionId: oa.id,
      dynamic: { templateData: { madeFor: dynamicKey({ dependsOn: ['templateId'], input: asked.input }), fields: fields.map((field) => ({ ...field })) } },
      input: {
        phone: '{{ trigger.customer.phone }}',
        templateId: '320001',
        templateData: { customer_name: '{{ trigger.customer.name | fallback: "bạn" }}', order_code: '{{ trigger.order.code }}' },
      },
    },
  );
  await publishFlow({ db, catalog, workspaceId, graph });

  const shipment = { trackingCode: 'L8BGNP', orderCode: '100020', carrier: 'GHN', state: 'delivered' } as const;
  const changedAt = new Date().toISOString();
  const delivered = { type: 'shipment.status_changed', externalId: 'L8BGNP:delivered', occurredAt: changedAt, payload: { shipment, changedAt } } as const;
  await db.events.store([{ workspaceId, source: 'haravan', connectionId: null, event: orderCreated('100020') }]);
  await db.events.store([{ workspaceId, source: 'ghn', connectionId: null, event: delivered }]);

  const run = await until(async () => (await db.runs.list({ workspaceId, state: 'waiting', limit: 10 }))[0]);
  expect(run).toMatchObject({ subject: '100020', customer: 'Nguyễn Thị Lan' });
  expect(Math.round(((run.waiting?.until?.getTime() ?? 0) - Date.now()) / 3_600_000)).toBe(72);

  await host.client.workflow.getHandle(run.workflowId).signal(continueNowSignal, { runId: run.id, stepId: 'wait' });
  const ended = await until(async () => {
    const found = await db.runs.get({ workspaceId, id: run.id });
    return found?.endedAt ? found : null;
  });
  expect(ended).toMatchObject({ state: 'done', error: null });
  const onPhone = (await db.sandbox.phoneMessages({ workspaceId, to: '+84912345678' }, 10)).map(({ content }) => content as PhoneMessage);
  expect(onPhone).toMatchObject([{ channel: 'zalo', text: expect.stringContaining('Nguyễn Thị Lan'), rows: [{ value: '100020' }] }]);
  expect(await db.messages.list({ workspaceId, limit: 10 })).toMatchObject([{ state: 'sent', recipient: '+84912345678', providerMessageId: onPhone[0]?.id }]);

  // Secrets of the account stand in no row.
  const values = (await connections.door(oa.doorToken))?.values ?? {};
  const rows = JSON.stringify(await db.runs.stepRuns({ workspaceId, runId: run.id }));
  for (const secret of [values.accessToken, values.refreshToken, values.appSecret]) expect(rows).not.toContain(secret);

  await takeReceipts(oa.doorToken);
  await until(async () => (await db.messages.list({ workspaceId, state: 'delivered', limit: 10 })).length === 1);
});

/** What the API's door does with the emulator's callbacks. */
async function takeReceipts(token: string): Promise<void> {
  const behind = await connections.door(token);
  if (!behind) throw new Error('no such door');
  await until(async () => {
    await sandbox.deliverCallbacks();
    return door.deliveries.length > 0;
  });
  for (const delivery of door.deliveries) {
    expect(behind.webhook.verify(delivery, behind.values)).toEqual({ ok: true });
    const events = behind.webhook.parse(delivery);
    await database.db.events.store(events.map((event) => ({ workspaceId, source: 'zalo', connectionId: behind.connection.id, event })));
  }
}
