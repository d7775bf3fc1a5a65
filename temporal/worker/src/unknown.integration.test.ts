import { randomUUID } from 'node:crypto';
import type { Db, WaitRow } from '@noi/db';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import type { AwaitAnswer } from '@noi/flow';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chain, orderCreated, publishFlow } from './testing/flows.ts';
import { ScriptedProvider } from './testing/ScriptedProvider.ts';
import { startTestHost, type TestHost } from './testing/startTestHost.ts';
import { until } from './testing/until.ts';

let database: TestDatabase;
let temporal: TestTemporal;
let provider: ScriptedProvider;
let host: TestHost;
let db: Db;
let workspaceId: string;

beforeAll(async () => {
  [database, temporal, provider] = await Promise.all([createTestDatabase(), testTemporal(), ScriptedProvider.start()]);
  db = database.db;
  const servers = { databaseUrl: database.url, temporalAddress: temporal.address, taskQueue: `unknown-${randomUUID()}` };
  host = await startTestHost({ ...servers, probe: { providerUrl: provider.url, timeoutMs: 2_000 } });
});
afterAll(async () => {
  await host?.[Symbol.asyncDispose]();
  await Promise.all([database?.[Symbol.asyncDispose](), provider?.[Symbol.asyncDispose](), temporal?.[Symbol.asyncDispose]()]);
});
beforeEach(() => {
  workspaceId = randomUUID();
  provider.delivered.length = 0;
  provider.calls = 0;
});

/** A live flow of one message and a call after it, and an order. */
async function send(node: string, onUnknown: 'ask' | 'resend' | 'skip' = 'ask'): Promise<void> {
  const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;
  const input = { phone: '{{ trigger.order.customer.phone }}', text: 'Cảm ơn' };
  const message = { id: 'send', kind: 'action', node: `probe.${node}`, nodeVersion: 1, input, onUnknown } as const;
  const after = { id: 'after', kind: 'action', node: 'probe.call_native', nodeVersion: 1, input: { ...input, text: 'Sau đó' } } as const;
  await publishFlow({ db, catalog: host.catalog, workspaceId, graph: chain(trigger, message, after) });
  await db.events.store([{ workspaceId, source: 'haravan', connectionId: null, event: orderCreated('100') }]);
}

const question = (): Promise<WaitRow> =>
  until(async () => (await db.waits.listHeld({ workspaceId, limit: 10 }))[0], { what: `a question; log: ${host.log.slice(-5).join(' | ')}` });

async function outcome() {
  const run = await until(async () => (await db.runs.list({ workspaceId, limit: 1 })).find(({ endedAt }) => endedAt !== null), {
    what: `the run to end; log: ${host.log.slice(-5).join(' | ')}`,
  });
  const steps = await db.runs.stepRuns({ workspaceId, runId: run.id });
  return {
    run: run.state,
    step: steps.find(({ stepId }) => stepId === 'send')?.state,
    ledger: (await db.messages.list({ workspaceId, limit: 10 })).map(({ state }) => state),
    received: provider.delivered.map(({ text }) => text),
  };
}

describe.each([['answers 500', { kind: 'accept_then_500' }] as const, ['does not answer in time', { kind: 'accept_then_hang' }] as const])(
  'the provider accepts a message, then %s',
  (_, behaviour) => {
    beforeEach(() => provider.next(behaviour));

    test('the node looks it up where it can', async () => {
      await send('send_lookup');
      expect(await outcome()).toEqual({ run: 'done', step: 'done', ledger: ['sent'], received: ['Cảm ơn', 'Sau đó'] });
    });

    test('it is sent again under the same key where the provider drops repeats', async () => {
      await send('send_native');
      expect(await outcome()).toEqual({ run: 'done', step: 'done', ledger: ['sent'], received: ['Cảm ơn', 'Sau đó'] });
    });

    test.each([
      // Whoever takes this answer settles the ledger's row as well.
      ['sent', { outcome: 'done', port: 'next', output: {} }, 'done', 'unknown', []],
      ['send again', { outcome: 'again' }, 'done', 'sent', ['Cảm ơn']],
      ['leave it', { outcome: 'skipped', reason: { vi: 'Bỏ qua', en: 'Left' } }, 'skipped', 'unknown', []],
    ] as const)('a person is asked, nothing goes on before, and “%s” is what happens', async (__, answer, step, ledger, again) => {
      await send('send_none');
      const { runId, token, awaited } = await question();
      expect(awaited).toMatchObject({ kind: 'hold', key: `unknown:${runId}/${token}` });
      await until(async () => (await db.messages.list({ workspaceId, limit: 10 })).some(({ state }) => state === 'unknown'));
      expect(provider.delivered).toHaveLength(1);

      expect(await db.waits.answer({ workspaceId, runId, token, answer: answer as AwaitAnswer })).toBe(true);
      expect(await outcome()).toEqual({ run: 'done', step, ledger: [ledger], received: ['Cảm ơn', ...again, 'Sau đó'] });
    });

    test('the step’s policy sends it again, once; were that lost too, a person is asked', async () => {
      provider.next(behaviour);
      await send('send_none', 'resend');
      const { runId, token } = await question();
      expect(provider.delivered).toHaveLength(2);
      await db.waits.answer({ workspaceId, runId, token, answer: { outcome: 'done', port: 'next', output: {} } });
      expect(await outcome()).toMatchObject({ run: 'done', received: ['Cảm ơn', 'Cảm ơn', 'Sau đó'] });
    });

    test('the step’s policy lets it be and goes on', async () => {
      await send('send_none', 'skip');
      expect(await outcome()).toEqual({ run: 'done', step: 'skipped', ledger: ['unknown'], received: ['Cảm ơn', 'Sau đó'] });
    });
  },
);
