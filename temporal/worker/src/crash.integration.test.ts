import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createTestDatabase } from '@noi/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dispatchPoints } from './dispatch/DispatchPoint.ts';
import type { DoomedHost } from './testing/doomedHost.ts';
import { chain, orderCreated, publishFlow } from './testing/flows.ts';
import { createCatalog } from '@noi/catalog';
import { createProbePackage } from './testing/probePackage.ts';
import { ScriptedProvider } from './testing/ScriptedProvider.ts';
import { startTestHost } from './testing/startTestHost.ts';
import { type TestTemporal, testTemporal } from './testing/temporalAddress.ts';
import { until } from './testing/until.ts';
import { workflowBundleFile } from './testing/workflowBundleFile.ts';

let temporal: TestTemporal;
beforeAll(async () => {
  [temporal] = await Promise.all([testTemporal(), workflowBundleFile()]);
});
afterAll(() => temporal?.[Symbol.asyncDispose]());

const workspaceId = 'shop';
const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;

/** One shop, one flow, one order; a worker that ends itself; then a fresh worker. Answers with what became of it. */
async function survive(node: string, death: Pick<DoomedHost, 'killAtPoint' | 'killAtCall'>) {
  await using database = await createTestDatabase();
  await using provider = await ScriptedProvider.start();
  const { db, url: databaseUrl } = database;
  const catalog = createCatalog([createProbePackage({ providerUrl: provider.url })]);
  const action = { id: 'send', kind: 'action', node: `probe.${node}`, nodeVersion: 1, input: { phone: '{{ trigger.order.customer.phone }}', text: 'Chào bạn' } } as const;
  await publishFlow({ db, catalog, workspaceId, graph: chain(trigger, action) });
  const [stored] = await db.events.store([{ workspaceId, source: 'haravan', connectionId: null, event: orderCreated('100020') }]);
  expect(stored?.isNew).toBe(true);

  const servers = { databaseUrl, temporalAddress: temporal.address, taskQueue: `crash-${randomUUID()}` };
  expect(await runDoomed({ ...servers, providerUrl: provider.url, ...death })).toBe('SIGKILL');
  await using fresh = await startTestHost({ ...servers, probe: { providerUrl: provider.url } });
  const run = await until(
    async () => {
      const [found] = await db.runs.list({ workspaceId, limit: 10 });
      return found?.endedAt ? found : null;
    },
    { ms: 60_000, what: `the run to end; log: ${fresh.log.slice(-5).join(' | ')}` },
  );
  const [messages, runs] = await Promise.all([db.messages.list({ workspaceId, limit: 10 }), db.runs.list({ workspaceId, limit: 10 })]);
  return { run, runs: runs.length, messages, delivered: provider.delivered.length, calls: provider.calls };
}

function runDoomed(request: DoomedHost): Promise<NodeJS.Signals | number | null> {
  return new Promise((resolve, reject) => {
    const file = fileURLToPath(new URL('./testing/doomedHost.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', file, JSON.stringify(request)], { stdio: ['ignore', 'ignore', 'inherit'] });
    const late = setTimeout(() => child.kill('SIGTERM'), 60_000);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearTimeout(late);
      resolve(signal ?? code);
    });
  });
}

describe.concurrent('a dispatcher killed between two of its steps', () => {
  test.each(dispatchPoints)('after "%s": a fresh one finishes with one run and one message', async (killAtPoint) => {
    const { run, runs, messages, delivered } = await survive('send_native', { killAtPoint });

    expect({ state: run.state, runs, delivered, ledger: messages.map(({ state }) => state) }).toEqual({ state: 'done', runs: 1, delivered: 1, ledger: ['sent'] });
  });
});

describe.concurrent('a worker killed around the call', () => {
  test.each(['send_native', 'send_lookup'])('%s, between reserving and sending: one message', async (node) => {
    const { run, messages, delivered } = await survive(node, { killAtCall: 'before call' });

    expect({ state: run.state, delivered, ledger: messages.map(({ state }) => state) }).toEqual({ state: 'done', delivered: 1, ledger: ['sent'] });
  });

  test.each(['send_native', 'send_lookup'])('%s, between sending and recording: one message', async (node) => {
    const { run, messages, delivered } = await survive(node, { killAtCall: 'after call' });

    expect({ state: run.state, delivered, ledger: messages.map(({ state }) => state) }).toEqual({ state: 'done', delivered: 1, ledger: ['sent'] });
  });

  test.each([
    ['before call', 0],
    ['after call', 1],
  ] as const)('send_none, killed %s: nobody can know, so the row says unknown and nothing is sent again', async (killAtCall, delivered) => {
    const { run, messages, calls } = await survive('send_none', { killAtCall });

    expect({ state: run.state, kind: run.error?.kind, calls, ledger: messages.map(({ state }) => state) }).toEqual({
      state: 'failed',
      kind: 'unknown_outcome',
      calls: delivered,
      ledger: ['unknown'],
    });
  });

  test('call_none, which addresses nobody, is not repeated either', async () => {
    const { run, messages, calls } = await survive('call_none', { killAtCall: 'after call' });

    expect({ kind: run.error?.kind, calls, messages }).toEqual({ kind: 'unknown_outcome', calls: 1, messages: [] });
  });
});
