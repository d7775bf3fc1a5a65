import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createCatalog } from '@noi/catalog';
import { type Connections, createConnections, createNetworkPolicy, createSecretBox } from '@noi/connections';
import type { ApprovalRow, Db } from '@noi/db';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import type { Step } from '@noi/flow';
import type { PhoneMessage } from '@noi/node-sdk';
import { createSandboxServer, type SandboxServer } from '@noi/node-testing';
import { corePackage } from '@noi/nodes-core';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { workflowBundleFile } from '@noi/temporal-workflows/testing';
import { NativeConnection } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createHost, type Host } from '../host/createHost.ts';
import { chain, orderCreated, publishFlow } from '../testing/flows.ts';
import { quietTemporal } from '../testing/quietTemporal.ts';
import { until } from '../testing/until.ts';

const catalog = createCatalog([corePackage]);
const hour = 3_600_000;
let database: TestDatabase;
let temporal: TestTemporal;
/** Its mail server is a real one, on this machine. */
let sandbox: SandboxServer;
let connections: Connections;
let connection: NativeConnection;
let host: Host;
let db: Db;
let workspaceId: string;
/** How far the worker's clock is ahead of the real one. */
let ahead = 0;
const log: string[] = [];

beforeAll(async () => {
  quietTemporal();
  [database, temporal] = await Promise.all([createTestDatabase(), testTemporal()]);
  db = database.db;
  const now = () => new Date(Date.now() + ahead);
  sandbox = await createSandboxServer({ packages: [corePackage], store: db.sandbox, phone: db.sandbox, key: 'k' });
  const reach = { network: createNetworkPolicy({ sandboxUrl: sandbox.url }), sandboxUrl: sandbox.url, sandboxKey: 'k' };
  connections = createConnections({ ...{ db, catalog, now }, seal: createSecretBox(randomBytes(32)), ...reach });
  connection = await NativeConnection.connect({ address: temporal.address, grpcCompression: { codec: 'none' } });
  host = await createHost({
    ...{ db, catalog, connections, connection, now },
    workflowBundle: { codePath: await workflowBundleFile() },
    logger: { debug: () => undefined, info: () => undefined, warn: (facts, words) => void log.push(`${words} ${JSON.stringify(facts)}`) },
    taskQueue: `approvals-${randomUUID()}`,
    publicUrl: 'https://noi.example',
    timings: { pollMs: 200 },
  });
});
afterAll(async () => {
  await host?.stop();
  await connection?.close();
  await connections?.close();
  await sandbox?.close();
  await Promise.all([database?.[Symbol.asyncDispose](), temporal?.[Symbol.asyncDispose]()]);
});
beforeEach(async () => {
  ahead = 0;
  workspaceId = randomUUID();
  await connections.openSandbox({ workspaceId, packageId: 'core', type: 'core.smtp', doorBaseUrl: 'http://127.0.0.1/hooks' });
});

type Asking = Partial<Extract<Step, { kind: 'approval' }>>;
const people = ['lan@shop.vn', 'minh@shop.vn', 'hoa@shop.vn'];

/** A live flow that asks, and the question of its first run. */
async function ask(change: Asking = {}): Promise<ApprovalRow> {
  const trigger = { id: 'trigger', kind: 'trigger', node: 'core.orderCreated', nodeVersion: 1, input: {} } as const;
  const question = { id: 'ask', kind: 'approval', question: 'Hoàn tiền đơn {{ trigger.order.code }}?', approvers: people, needed: 2, canVeto: false } as const;
  await publishFlow({ db, catalog, workspaceId, graph: chain(trigger, { ...question, ...change }) });
  await db.events.store([{ workspaceId, source: 'haravan', connectionId: null, event: orderCreated('100020') }]);
  return await until(async () => (await db.approvals.list({ workspaceId, isOpen: true, limit: 1 }))[0], { what: `the question; log: ${log.join(' | ')}` });
}

const letters = async (email: string) => (await db.sandbox.phoneMessages({ workspaceId, to: email }, 20)).map(({ content }) => content as PhoneMessage);
const lettersOf = (email: string, count: number) =>
  until(
    async () => {
      const found = await letters(email);
      return found.length === count ? found : null;
    },
    { what: `${count} letters to ${email}; log: ${log.join(' | ')}` },
  );

/** Answers as the reader of a letter does. */
async function answer(email: string, decision: 'approve' | 'reject') {
  const text = (await letters(email)).map((letter) => letter.text).join('\n');
  const [, secret = ''] = /https:\/\/noi\.example\/approve\/([\w-]{43})/.exec(text) ?? [];
  const link = await db.approvals.findLink(createHash('sha256').update(secret).digest('hex'));
  expect(link?.email).toBe(email);
  return link && (await db.approvals.vote({ ...link, decision, comment: null, at: new Date() }));
}

async function endedBy(runId: string): Promise<string | null | undefined> {
  await until(async () => (await db.runs.get({ workspaceId, id: runId }))?.state === 'done', { what: `the run to end; log: ${log.join(' | ')}` });
  return (await db.runs.stepRuns({ workspaceId, runId })).find(({ stepId }) => stepId === 'ask')?.port;
}

test('each of those who are asked gets one letter with a link of their own; when enough agree, the run goes on', async () => {
  const { runId } = await ask();
  const [[letter] = [], ...others] = await Promise.all(people.map((email) => lettersOf(email, 1)));
  expect(letter).toMatchObject({ channel: 'email', title: 'Xin duyệt · Hoàn tiền đơn 100020?' });
  for (const part of ['100020 · Nguyễn Thị Lan', 'Cần 2 người đồng ý.']) expect(letter?.text).toContain(part);
  expect(others.flat()).toHaveLength(2);

  expect(await answer('lan@shop.vn', 'approve')).toEqual({ outcome: 'taken', state: 'open' });
  expect(await answer('minh@shop.vn', 'reject')).toEqual({ outcome: 'taken', state: 'open' });
  expect(await answer('hoa@shop.vn', 'approve')).toEqual({ outcome: 'taken', state: 'approved' });
  expect(await endedBy(runId)).toBe('approved');
  expect(await answer('minh@shop.vn', 'approve')).toEqual({ outcome: 'over' });
});

test('where one may refuse for all, the first refusal ends it', async () => {
  const { runId } = await ask({ canVeto: true });
  await Promise.all(people.map((email) => lettersOf(email, 1)));
  expect(await answer('minh@shop.vn', 'reject')).toEqual({ outcome: 'taken', state: 'rejected' });
  expect(await endedBy(runId)).toBe('rejected');
});

test('nobody answers in time: the run goes on by the way for that, and the links are of no more use', async () => {
  const { runId } = await ask({ timeout: { amount: 6, unit: 'seconds' } });
  await Promise.all(people.map((email) => lettersOf(email, 1)));
  expect(await endedBy(runId)).toBe('timeout');
  expect(await answer('lan@shop.vn', 'approve')).toEqual({ outcome: 'over' });
});

test('who is silent is reminded each time that the reminder is due; who answered is left in peace', async () => {
  await ask({ needed: 3, remindEvery: { amount: 4, unit: 'hours' } });
  await Promise.all(people.map((email) => lettersOf(email, 1)));
  await answer('lan@shop.vn', 'approve');
  ahead = 4.1 * hour;
  const [, second] = await lettersOf('minh@shop.vn', 2);
  expect([second?.title, (await letters('minh@shop.vn'))[0]?.title]).toContain('Nhắc lại: xin duyệt · Hoàn tiền đơn 100020?');
  await lettersOf('hoa@shop.vn', 2);
  ahead = 8.2 * hour;
  await Promise.all([lettersOf('minh@shop.vn', 3), lettersOf('hoa@shop.vn', 3)]);
  expect(await letters('lan@shop.vn')).toHaveLength(1);
});

test('an address that does not exist is noted and not written to again; the others get theirs', async () => {
  await ask({ approvers: ['khong-ton-tai@shop.vn', 'hoa@shop.vn'], needed: 1 });
  await lettersOf('hoa@shop.vn', 1);
  ahead = hour;
  await until(async () => (await db.approvals.takeDue({ now: new Date(Date.now() + ahead), leasedUntil: new Date(), limit: 10 })).length === 0);
  expect((await db.approvals.list({ workspaceId, isOpen: true, limit: 1 }))[0]?.unreached).toEqual([
    { email: 'khong-ton-tai@shop.vn', problem: { vi: expect.any(String), en: expect.any(String) } },
  ]);
  expect(await letters('khong-ton-tai@shop.vn')).toEqual([]);
  expect(await letters('hoa@shop.vn')).toHaveLength(1);
});
