import { createCatalog } from '@noi/catalog';
import type { RunRow } from '@noi/db';
import { createTestDatabase } from '@noi/db/testing';
import type { Logger } from '@noi/node-sdk';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { expect, test } from 'vitest';
import { chain, orderCreated, publishFlow } from '../testing/flows.ts';
import { createProbePackage } from '../testing/probePackage.ts';
import { createStopTeller } from './createStopTeller.ts';

const workspaceId = 'stops';
const silent: Logger = { debug() {}, info() {}, warn() {} };

test('of runs whose workflow is gone, one that another workflow hosts by now is left to it', async () => {
  await using database = await createTestDatabase();
  const { db } = database;
  const catalog = createCatalog([createProbePackage({ providerUrl: 'http://127.0.0.1' })]);
  const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;
  const wait = { id: 'wait', kind: 'wait', wait: { type: 'duration', amount: 3, unit: 'days' } } as const;
  const flowId = await publishFlow({ db, catalog, workspaceId, graph: chain(trigger, wait) });
  await db.events.store([{ workspaceId, source: 'haravan', connectionId: null, event: orderCreated('1') }]);
  await db.dispatch.batch(10, async ({ events, subscriptions, createRuns }) => {
    const [live] = await subscriptions([{ workspaceId, event: 'order.created' }]);
    if (live === undefined) throw new Error('No flow listens');
    const facts = { ...live, engine: 1, workflowId: 'gone', eventId: events[0]?.id ?? '', subject: null, customer: null };
    await createRuns(['moved', 'lost'].map((entryKey) => ({ ...facts, entryKey })));
  });
  const made = await db.runs.list({ workspaceId, flowId, limit: 10 });
  await db.runs.markStarted(made);
  const [moved, lost] = await db.runs.list({ workspaceId, flowId, limit: 10 });
  if (moved === undefined || lost === undefined) throw new Error('No runs');

  // The first run is given another host after it was read, and before its former workflow proves to be gone.
  const signal = async () => {
    await db.hosting.rehost([{ run: moved, carry: { scopes: {}, trigger: {}, outcome: null } }], 'new host');
    throw new WorkflowNotFoundError('gone', 'gone', undefined);
  };
  const client = { workflow: { getHandle: () => ({ signal }) } } as unknown as Pick<Client, 'workflow'>;
  await createStopTeller({ db, client, logger: silent, now: () => new Date() }).tell([moved, lost]);

  const stateOf = async ({ id }: RunRow) => (await db.runs.get({ workspaceId, id }))?.state;
  expect([await stateOf(moved), await stateOf(lost)]).toEqual(['starting', 'stopped']);
});
