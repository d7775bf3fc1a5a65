import { randomUUID } from 'node:crypto';
import { createCatalog } from '@noi/catalog';
import { createRates } from '@noi/connections';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import type { Plan, PlanStepOf } from '@noi/flow';
import { defineAction, defineNodePackage, NodeError, type NodeErrorKind } from '@noi/node-sdk';
import { createTestHttp } from '@noi/node-testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { ActivityDeps, CallContext } from '../ActivityDeps.ts';
import { takeStep } from './takeStep.ts';

const both = (words: string) => ({ vi: words, en: words });
const start = Date.parse('2026-11-22T03:00:00Z');
const noLogger = { debug: () => undefined, info: () => undefined, warn: () => undefined };

/** What the provider does with the next calls: takes them (`last`: and says that the quota is used up), refuses them, or takes them and loses the answer. */
type Behaviour = 'ok' | 'last' | 'lost' | NodeErrorKind;
let script: Behaviour[];
/** The messages that customers got, by idempotency key. */
let delivered: string[];
let clock: number;
let problem: ReturnType<typeof both> | null;
/** What the node says of the template: words, or that it cannot tell. */
let template: ReturnType<typeof both> | 'away' | null;
let workspaceId: string;
let runId: string;

function templateProblem(): ReturnType<typeof both> | null {
  if (template === 'away') throw new NodeError('unavailable', both('away'));
  return template;
}

const send = defineAction({
  id: 'test.send',
  version: 1,
  title: both('Gửi'),
  summary: both('Gửi'),
  input: z.object({ phone: z.string() }),
  output: z.object({ messageId: z.string(), left: z.number().optional() }),
  sample: { messageId: 'm1' },
  effects: { repeat: 'none' },
  message: { channel: 'zalo', purpose: 'care', recipient: ({ phone }) => phone, preview: () => 'Chào', problem: async () => templateProblem() },
  quota: ({ left }) => (left === undefined ? null : { left, until: start + 3_600_000, resumesAt: start + 7_200_000 }),
  async run({ idempotencyKey }) {
    const behaviour = script.shift() ?? 'ok';
    if (behaviour === 'ok' || behaviour === 'last' || behaviour === 'lost') delivered.push(idempotencyKey);
    if (behaviour === 'ok') return { messageId: `m${delivered.length}` };
    if (behaviour === 'last') return { messageId: `m${delivered.length}`, left: 0 };
    throw new NodeError(behaviour === 'lost' ? 'unknown_outcome' : behaviour, both(behaviour), behaviour === 'rate_limited' ? { retryAfterMs: 20_000 } : {});
  },
});
const { message: _, ...withoutMessage } = send;
const call = defineAction({ ...withoutMessage, id: 'test.call' });
const catalog = createCatalog([
  defineNodePackage({
    ...{ id: 'test', version: '1.0.0', title: both('Thử'), icon: '<svg/>', connections: [], triggers: [], actions: [send, call] },
    rates: { test: { perSecond: 1, burst: 2 } },
  }),
]);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});
beforeEach(() => {
  script = [];
  delivered = [];
  clock = start;
  problem = null;
  template = null;
  workspaceId = randomUUID();
  runId = randomUUID();
});

type Step = Partial<PlanStepOf<'action'>>;

/** One worker and a shop's flow of one step. */
function aWorker(change: Step = {}): (token?: string, run?: string) => ReturnType<typeof takeStep> {
  const now = () => new Date(clock);
  const step: PlanStepOf<'action'> = {
    ...{ kind: 'action', id: 'send', title: 'Gửi', level: 'root', node: 'test.send', nodeVersion: 1, connectionId: '0190a000-0000-7000-8000-000000000001' },
    ...{ input: { phone: '0912345678' }, slow: false, rateClass: 'test', sample: {} },
    ...change,
  };
  const plan: Plan = { hash: 'h', engine: 1, timezone: 'Asia/Ho_Chi_Minh', trigger: 'trigger', steps: { send: step }, levels: {} };
  const context: CallContext = {
    http: createTestHttp({ services: {} }),
    client: undefined,
    redact: (value) => value,
    get problem() {
      return problem;
    },
    async lose(words) {
      problem = { ...words };
      return 'lost';
    },
  };
  const deps: ActivityDeps = {
    db: database.db,
    plans: { get: async () => plan },
    catalog,
    connections: { context: async () => context },
    rates: createRates({ db: database.db, now }),
    host: 'here',
    now,
    logger: noLogger,
    abandonedAfterMs: 0,
  };
  const flowId = randomUUID();
  return (token = 'root/send#1@1', run = runId) =>
    takeStep(deps, {
      ...{ workspaceId, flowId, runId: run, planHash: 'h', records: [], token, stepId: 'send', scope: 'root', visit: 1, attempt: 1 },
      data: { trigger: {}, steps: {} },
    });
}

async function stepRow(run = runId) {
  const [row] = await database.db.runs.stepRuns({ workspaceId, runId: run });
  return row;
}

async function ledger(run = runId) {
  const [row] = await database.db.messages.list({ workspaceId, runId: run, limit: 1 });
  return row?.state;
}

/** A person says that the call of unknown outcome, asked about under this token, shall be made again. */
async function sayAgain(token: string) {
  const awaited = { kind: 'hold', key: `unknown:${runId}/${token}`, reason: both('lost') } as const;
  const wait = { workspaceId, runId, token, flowId: randomUUID(), stepId: 'send', kind: 'hold', matchKey: null, since: new Date(clock), until: null } as const;
  await database.db.waits.open([{ ...wait, awaited }]);
  await database.db.waits.answer({ workspaceId, runId, token, answer: { outcome: 'again' } });
}

test('a message that goes at once is recorded with its decision', async () => {
  expect(await aWorker()()).toMatchObject({ outcome: 'done' });
  expect(await stepRow()).toMatchObject({ state: 'done', decisions: [{ outcome: 'send', at: new Date(start).toISOString() }] });
});

test('steps beyond the rate are put off to turns of their own, come back for them, and all go', async () => {
  const worker = aWorker();
  const runs = Array.from({ length: 5 }, () => randomUUID());
  const answers = await Promise.all(runs.map((run) => worker('t1', run)));
  const waits = answers.map((answer) => (answer.outcome === 'delayed' ? answer.until - start : 0));
  expect(waits).toEqual([0, 0, 1_000, 2_000, 3_000]);
  expect(await ledger(runs[4])).toBeUndefined();
  // The workflow lost the answer: the same request has the same turn.
  expect(await worker('t1', runs[4])).toEqual(answers[4]);

  for (const run of runs.slice(2)) {
    clock += 1_000;
    expect(await worker('t1~1', run)).toMatchObject({ outcome: 'done' });
  }
  expect(delivered).toHaveLength(5);
  expect(await stepRow(runs[2])).toMatchObject({
    state: 'done',
    decisions: [{ outcome: 'delay', hasTurn: true }, { outcome: 'send' }],
    attempts: [{ attempt: 1 }],
  });
});

test('when one call is told to slow down, the steps of other runs wait as long', async () => {
  const worker = aWorker();
  script = ['rate_limited'];
  expect(await worker()).toMatchObject({ outcome: 'failed', error: { kind: 'rate_limited' } });
  expect(await worker('t1', randomUUID())).toMatchObject({ outcome: 'delayed', until: start + 20_000 });
});

test('a provider that does not answer is left alone by everybody, and its other account is not', async () => {
  const worker = aWorker({ node: 'test.call', rateClass: 'free' });
  script = ['unavailable', 'unavailable', 'unavailable', 'unavailable', 'unavailable'];
  for (let nr = 0; nr < 5; nr += 1) await worker('t1', randomUUID());
  expect(await worker('t1')).toMatchObject({ outcome: 'delayed', until: start + 5_000 });
  const other = aWorker({ node: 'test.call', rateClass: 'free', connectionId: '0190a000-0000-7000-8000-000000000002' });
  expect(await other('t1', randomUUID())).toMatchObject({ outcome: 'done' });

  clock += 5_000;
  expect(await worker('t1~1')).toMatchObject({ outcome: 'done' });
  expect(await worker('t1', randomUUID())).toMatchObject({ outcome: 'done' });
});

test('a refused account holds its steps, others before they call; when it works again each message goes once', async () => {
  const worker = aWorker();
  const other = randomUUID();
  script = ['unauthorized'];
  const key = 'connection:0190a000-0000-7000-8000-000000000001';
  expect(await worker('t1')).toEqual({ outcome: 'held', key, reason: both('unauthorized') });
  expect(await worker('t1', other)).toEqual({ outcome: 'held', key, reason: both('unauthorized') });
  expect(await stepRow(other)).toMatchObject({ state: 'waiting', endedAt: null, decisions: [{ outcome: 'hold', key }] });
  expect(await ledger()).toBeUndefined();

  problem = null;
  clock += 1_000;
  expect(await worker('t1~1')).toMatchObject({ outcome: 'done' });
  expect(await worker('t1~1', other)).toMatchObject({ outcome: 'done' });
  expect(new Set(delivered).size).toBe(2);
  expect(delivered).toHaveLength(2);
});

test.each(['test.send', 'test.call'])('%s: a lost answer is asked about, however often the request comes, until somebody says “again”', async (node) => {
  const worker = aWorker({ node });
  script = ['lost'];
  const held = { outcome: 'held', key: `unknown:${runId}/t1`, reason: both('lost') };
  expect(await worker('t1')).toEqual(held);
  expect(await worker('t1')).toEqual(held);
  expect(delivered).toHaveLength(1);
  if (node === 'test.send') expect(await ledger()).toBe('unknown');

  await sayAgain('t1');
  expect(await worker('t1~1')).toMatchObject({ outcome: 'done' });
  expect(await worker('t1~1')).toMatchObject({ outcome: 'done' });
  expect(delivered).toHaveLength(2);
  expect(new Set(delivered).size).toBe(1);
  if (node === 'test.send') expect(await ledger()).toBe('sent');
});

test('a lost answer to the call that was allowed again is asked about again', async () => {
  const worker = aWorker();
  script = ['lost', 'lost'];
  await worker('t1');
  await sayAgain('t1');
  const again = { outcome: 'held', key: `unknown:${runId}/t1~1`, reason: both('lost') };
  expect(await worker('t1~1')).toEqual(again);
  expect(await worker('t1~1')).toEqual(again);
  expect(delivered).toHaveLength(2);
});

test.each(['test.send', 'test.call'])('%s: what else brings the step back calls nobody while a person is asked: the question is asked again', async (node) => {
  const worker = aWorker({ node });
  script = ['lost'];
  await worker('t1');
  expect(await worker('t1~1')).toEqual({ outcome: 'held', key: `unknown:${runId}/t1~1`, reason: both('lost') });
  expect([delivered.length, await ledger()]).toEqual([1, node === 'test.send' ? 'unknown' : undefined]);

  await sayAgain('t1~1');
  // The turns that were taken in vain are back.
  clock += 2_000;
  expect(await worker('t1~2')).toMatchObject({ outcome: 'done' });
  expect(delivered).toHaveLength(2);
});

test('by the policy “resend” it is done once more by itself, then a person is asked', async () => {
  const worker = aWorker({ onUnknown: 'resend' });
  script = ['lost', 'lost'];
  expect(await worker('t1')).toMatchObject({ outcome: 'delayed', until: start + 2_000 });
  clock += 2_000;
  expect(await worker('t1~1')).toMatchObject({ outcome: 'held', key: `unknown:${runId}/t1~1` });
  expect(delivered).toHaveLength(2);
});

test('over the quota that the provider told, messages wait for the time when it counts anew', async () => {
  const worker = aWorker();
  script = ['last'];
  await worker('t1');
  clock += 60_000;
  expect(await worker('t1', randomUUID())).toMatchObject({ outcome: 'delayed', until: start + 7_200_000 });
  expect(delivered).toHaveLength(1);
});

test('by the policy “skip” the run goes on, and the ledger says that nobody knows', async () => {
  const worker = aWorker({ onUnknown: 'skip' });
  script = ['lost'];
  expect(await worker('t1')).toMatchObject({ outcome: 'skipped' });
  expect(await worker('t1')).toMatchObject({ outcome: 'skipped' });
  expect([await ledger(), delivered.length]).toEqual(['unknown', 1]);
});

test('a template that the provider has closed fails the step in its words; nobody is called, no turn is used, and an open one sends', async () => {
  const worker = aWorker();
  template = both('Mẫu bị khoá');
  for (const run of Array.from({ length: 5 }, () => randomUUID())) {
    expect(await worker('t1', run)).toMatchObject({ outcome: 'failed', error: { kind: 'invalid_input', text: both('Mẫu bị khoá') } });
    expect(await stepRow(run)).toMatchObject({ state: 'failed', decisions: [{ outcome: 'refuse', reason: both('Mẫu bị khoá') }] });
    expect(await ledger(run)).toBeUndefined();
  }
  expect(delivered).toEqual([]);
  // What cannot be found out speaks against nothing.
  template = 'away';
  expect(await worker('t1', randomUUID())).toMatchObject({ outcome: 'done' });
  template = null;
  expect(await worker('t1', randomUUID())).toMatchObject({ outcome: 'done' });
});
