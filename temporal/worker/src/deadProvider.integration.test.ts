import { randomUUID } from 'node:crypto';
import type { Db } from '@noi/db';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chain, orderCreated, publishFlow } from './testing/flows.ts';
import { ScriptedProvider } from './testing/ScriptedProvider.ts';
import { startTestHost, type TestHost } from './testing/startTestHost.ts';
import { until } from './testing/until.ts';

/** Longer than the test: a call that is left without an answer ends when the test says so. */
const timeoutMs = 600_000;
/** What a busy machine may cost a run beside its usual time. Who had to wait for a silent call would be late by the 30 s that a call may take. */
const allowanceMs = 15_000;
const perBatch = 20;

let database: TestDatabase;
let temporal: TestTemporal;
let provider: ScriptedProvider;
let host: TestHost;
let db: Db;
const workspaceId = randomUUID();

beforeAll(async () => {
  [database, temporal, provider] = await Promise.all([createTestDatabase(), testTemporal(), ScriptedProvider.start()]);
  db = database.db;
  const servers = { databaseUrl: database.url, temporalAddress: temporal.address, taskQueue: `dead-${workspaceId}` };
  host = await startTestHost({ ...servers, probe: { providerUrl: provider.url, timeoutMs }, probeForMs: 15_000 });
});
afterAll(async () => {
  provider?.treatments.clear();
  provider?.cutOff();
  await host?.[Symbol.asyncDispose]();
  await Promise.all([database?.[Symbol.asyncDispose](), provider?.[Symbol.asyncDispose](), temporal?.[Symbol.asyncDispose]()]);
});

/** A flow that writes through an account of its own for every order; `name` is the account's token and begins each message. */
async function openLine(name: string) {
  const { id: account } = await host.accounts.create({ workspaceId, type: 'probe.account', name, mode: 'live', values: { token: name } });
  const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;
  const input = { phone: '{{ trigger.order.customer.phone }}', text: `${name} {{ trigger.order.code }}` };
  const send = { id: 'send', kind: 'action', node: 'probe.shop_native', nodeVersion: 1, connectionId: account, input } as const;
  const flowId = await publishFlow({ db, catalog: host.catalog, workspaceId, graph: chain(trigger, send) });
  const runs = (state: 'done' | 'waiting') => db.runs.list({ workspaceId, flowId, state, limit: 200 });
  return {
    name,
    texts: () =>
      provider.delivered
        .map(({ text }) => text)
        .filter((text) => text.startsWith(name))
        .sort(),
    wait: (state: 'done' | 'waiting', count: number) =>
      until(async () => (await runs(state)).length === count, { ms: 120_000, what: `${count} ${state} runs of ${name}; ${host.log.slice(-5).join(' | ')}` }),
    /** How long the slowest of the last runs took, from its event to its end. */
    slowestMs: async () => Math.max(...(await runs('done')).slice(0, perBatch).map(({ startedAt, endedAt }) => Number(endedAt) - Number(startedAt))),
    broken: async () => (await db.rates.get({ workspaceId, account, rateClass: 'probe' })).broken,
    calls: () => provider.callsOf(name),
  };
}

const codesFrom = (from: number) => Array.from({ length: perBatch }, (_, nr) => String(from + nr));
const order = (codes: readonly string[]) =>
  db.events.store(codes.map((code) => ({ workspaceId, source: 'haravan', connectionId: null, event: orderCreated(code) })));

test('providers that are silent or answer 500 are soon left alone; runs at others keep their pace, and their own go on, once, when they are back', {
  timeout: 400_000,
}, async () => {
  const [well, silent, down] = [await openLine('well'), await openLine('silent'), await openLine('down')];
  const lines = [well, silent, down];
  // The first ones pay for what is loaded once; the second ones say what is usual with three providers at once.
  for (const [nr, from] of [100, 200].entries()) {
    await order(codesFrom(from));
    for (const line of lines) await line.wait('done', (nr + 1) * perBatch);
  }
  const usualMs = await well.slowestMs();

  provider.treatments.set('silent', 'silent').set('down', 'down');
  await order(codesFrom(300));
  await well.wait('done', 3 * perBatch);
  expect(await well.slowestMs()).toBeLessThan(usualMs + allowanceMs);
  // Whoever has called waits for an answer while the others go through.
  await until(() => Promise.resolve(silent.calls() >= 3 * perBatch), { what: 'all to call' });
  provider.cutOff();
  for (const line of [silent, down]) {
    await until(line.broken, { what: 'the breaker to open' });
    await line.wait('waiting', perBatch);
  }

  const before = [silent, down].map((line) => line.calls());
  await order(codesFrom(400));
  await well.wait('done', 4 * perBatch);
  expect(await well.slowestMs()).toBeLessThan(usualMs + allowanceMs);
  for (const [nr, line] of [silent, down].entries()) {
    await line.wait('waiting', 2 * perBatch);
    // Nobody asked but the few that were to find out whether it is back.
    expect(line.calls() - (before[nr] ?? 0)).toBeLessThan(perBatch / 2);
    expect(line.texts()).toHaveLength(2 * perBatch);
  }

  provider.treatments.clear();
  provider.cutOff();
  const codes = [100, 200, 300, 400].flatMap(codesFrom);
  for (const line of lines) {
    await line.wait('done', codes.length);
    expect(line.texts()).toEqual(codes.map((code) => `${line.name} ${code}`));
    expect(await line.broken()).toBeFalsy();
  }
});
