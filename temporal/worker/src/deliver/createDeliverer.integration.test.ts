import { createCatalog } from '@noi/catalog';
import type { Db, OpenWait } from '@noi/db';
import { createTestDatabase } from '@noi/db/testing';
import type { Logger } from '@noi/node-sdk';
import type { RunAnswer } from '@noi/temporal-workflows';
import type { Client } from '@temporalio/client';
import { expect, test } from 'vitest';
import { chain, orderCreated, publishFlow } from '../testing/flows.ts';
import { createProbePackage } from '../testing/probePackage.ts';
import { until } from '../testing/until.ts';
import { createDeliverer } from './createDeliverer.ts';

const silent: Logger = { debug() {}, info() {}, warn() {} };

/** A shop whose runs have their answers, fifty to a workflow. */
async function answered(db: Db, workspaceId: string, count: number): Promise<void> {
  const catalog = createCatalog([createProbePackage({ providerUrl: 'http://127.0.0.1' })]);
  const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;
  const wait = { id: 'wait', kind: 'wait', wait: { type: 'duration', amount: 3, unit: 'days' } } as const;
  const flowId = await publishFlow({ db, catalog, workspaceId, graph: chain(trigger, wait) });
  await db.events.store([{ workspaceId, source: 'haravan', connectionId: null, event: orderCreated('1') }]);
  await db.dispatch.batch(10, async ({ events, subscriptions, createRuns }) => {
    const [live] = await subscriptions([{ workspaceId, event: 'order.created' }]);
    if (live === undefined) throw new Error('No flow listens');
    const facts = { ...live, engine: 1, eventId: events[0]?.id ?? '', subject: null, customer: null };
    await createRuns(Array.from({ length: count }, (_, nr) => ({ ...facts, entryKey: `${nr}`, workflowId: `${workspaceId}-${Math.floor(nr / 50)}` })));
  });
  const runs = await db.runs.list({ workspaceId, flowId, limit: count });
  await db.runs.markStarted(runs);
  const awaited: OpenWait['awaited'] = { kind: 'event', event: 'webhook.received', belongs: 'anyone', since: 0, timezone: 'UTC' };
  const base = { workspaceId, token: 'goal', flowId, stepId: 'wait', kind: 'goal', awaited, matchKey: '*', since: new Date(0), until: null } as const;
  await db.waits.open(runs.map(({ id }): OpenWait => ({ ...base, runId: id })));
  await Promise.all(runs.map(({ id }) => db.waits.answer({ workspaceId, runId: id, token: 'goal', answer: { outcome: 'done', port: 'next', output: {} } })));
}

test('the answers of all shops go out without a pause, and the many of one shop are not before the few of another', async () => {
  await using database = await createTestDatabase();
  const { db } = database;
  await answered(db, 'large', 600);
  await answered(db, 'small', 2);
  await answered(db, 'other', 1);
  const signals: { readonly workflowId: string; readonly count: number }[] = [];
  const signal = async (workflowId: string, answers: readonly RunAnswer[]) => void signals.push({ workflowId, count: answers.length });
  const getHandle = (workflowId: string) => ({ signal: (_: unknown, answers: readonly RunAnswer[]) => signal(workflowId, answers) });
  const client = { workflow: { getHandle } } as unknown as Pick<Client, 'workflow'>;
  // Nothing but the end of a round begins the next one.
  const deliverer = createDeliverer({ db, client, logger: silent, pollMs: 3_600_000, leaseMs: 3_600_000 });
  deliverer.start();
  const told = () => signals.reduce((sum, { count }) => sum + count, 0);
  await until(() => Promise.resolve(told() === 603), { what: 'all answers to go out' });
  await deliverer.stop();

  const before = (workflowId: string) =>
    signals
      .slice(
        0,
        signals.findIndex((one) => one.workflowId === workflowId),
      )
      .reduce((sum, { count }) => sum + count, 0);
  expect(Math.max(before('small-0'), before('other-0'))).toBeLessThanOrEqual(170);
  expect(signals.length).toBeLessThanOrEqual(20);
});
