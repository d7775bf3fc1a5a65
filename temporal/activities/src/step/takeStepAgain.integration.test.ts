import { randomUUID } from 'node:crypto';
import { createCatalog } from '@noi/catalog';
import { createRates } from '@noi/connections';
import type { StepDecision } from '@noi/db';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import type { Plan, PlanStepOf } from '@noi/flow';
import {
  type ActionContext,
  defineAction,
  defineNodePackage,
  described,
  type HttpClient,
  NodeError,
  type NodeErrorKind,
  type NodeErrorOptions,
} from '@noi/node-sdk';
import { createTestHttp } from '@noi/node-testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ActivityDeps, CallContext } from '../ActivityDeps.ts';
import { idempotencyKey } from './idempotencyKey.ts';
import { takeStep } from './takeStep.ts';

const both = (words: string) => ({ vi: words, en: words });
const hourMs = 3_600_000;
/** Tomorrow at ten in the morning in Vietnam: after the times that the database writes by its own clock. */
const start = Math.ceil(Date.now() / (24 * hourMs)) * 24 * hourMs + 3 * hourMs;
const account = '0190a000-0000-7000-8000-000000000001';
const noLogger = { debug: () => undefined, info: () => undefined, warn: () => undefined };
const http = createTestHttp({ services: {} });

/** How the provider takes the next calls: as it should, with its answer lost, not at all, or `{ late }`: we hear nothing for 15 s, and it does it so long after the call began. */
type Behaviour = 'ok' | 'lost' | NodeErrorKind | { readonly late: number } | { readonly refuses: NodeErrorOptions };
let script: Behaviour[];
/** What came to pass at the provider, by idempotency key, and when. */
let done: { readonly key: string; readonly at: number }[];
let calls: number;
let clock: number;
let problem: ReturnType<typeof both> | null;
let workspaceId: string;
let runId: string;

const happened = () => done.filter(({ at }) => at <= clock);

async function call({ idempotencyKey: key }: ActionContext<unknown>) {
  const behaviour = script.shift() ?? 'ok';
  calls += 1;
  if (behaviour === 'ok' || behaviour === 'lost') done.push({ key, at: clock });
  if (behaviour === 'ok') return { messageId: `m${calls}` };
  if (typeof behaviour === 'string') throw new NodeError(behaviour === 'lost' ? 'unknown_outcome' : behaviour, both(behaviour));
  if ('refuses' in behaviour) throw new NodeError('quota', both('quota'), behaviour.refuses);
  done.push({ key, at: clock + behaviour.late });
  clock += 15_000;
  throw new NodeError('timeout', both('late'));
}

async function find({ idempotencyKey }: ActionContext<unknown>) {
  return happened().some(({ key }) => key === idempotencyKey) ? { found: 'yes' as const, output: { messageId: 'found' } } : { found: 'absent' as const };
}

const send = defineAction({
  ...{ id: 'test.send', version: 1, title: both('Gửi'), summary: both('Gửi'), sample: { messageId: 'm1' } },
  input: z.object({ phone: described(z.string(), { label: both('Số điện thoại'), format: 'phone' }) }),
  output: z.object({ messageId: z.string() }),
  effects: { repeat: 'none' },
  message: { channel: 'zalo', purpose: 'care', recipient: ({ phone }) => phone, preview: () => 'Chào' },
  run: call,
});
const { message: _, ...silent } = send;
const lookup = { effects: { repeat: 'lookup' as const }, lookUp: find };
/** Asks for an address that nobody answers. */
const hanging = defineAction({
  ...{ ...silent, id: 'test.hang', ...lookup },
  run: async (context) => {
    await context.http.get('http://nobody/');
    return { messageId: 'late' };
  },
});
const byAddress = defineAction({ ...silent, id: 'test.address', host: ({ phone }) => phone || null });
const actions = [byAddress, send, defineAction({ ...send, ...lookup, id: 'test.findSent' }), defineAction({ ...silent, ...lookup, id: 'test.find' }), hanging];
const catalog = createCatalog([
  defineNodePackage({
    ...{ id: 'test', version: '1.0.0', title: both('Thử'), icon: '<svg/>', connections: [], triggers: [], actions },
    rates: { test: { perSecond: 0.001, burst: 2 } },
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
  done = [];
  calls = 0;
  clock = start;
  problem = null;
  workspaceId = randomUUID();
  runId = randomUUID();
});

interface Shop {
  readonly step?: Partial<PlanStepOf<'action'>>;
  readonly plan?: Partial<Plan>;
  readonly deps?: Partial<ActivityDeps>;
  readonly http?: HttpClient;
  /** The step has no account. */
  readonly isLoose?: boolean;
}

/** One worker and a shop's flow of one step. */
function aWorker({ step: change = {}, plan: settings = {}, deps: extra = {}, http: own = http, isLoose = false }: Shop = {}) {
  const now = () => new Date(clock);
  const step: { -readonly [key in keyof PlanStepOf<'action'>]: PlanStepOf<'action'>[key] } = {
    ...{ kind: 'action', id: 'send', title: 'Gửi', level: 'root', node: 'test.send', nodeVersion: 1, connectionId: account },
    ...{ input: { phone: '0912345678' }, slow: false, rateClass: 'free', sample: {} },
    ...change,
  };
  if (isLoose) delete step.connectionId;
  const plan: Plan = { hash: 'h', engine: 1, timezone: 'Asia/Ho_Chi_Minh', trigger: 'trigger', steps: { send: step }, levels: {}, ...settings };
  const context: CallContext = {
    http: own,
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
    ...{ db: database.db, plans: { get: async () => plan }, catalog, connections: { context: async () => context } },
    ...{ rates: createRates({ db: database.db, now }), host: 'here', now, logger: noLogger, ...extra },
  };
  const flowId = randomUUID();
  const request = { workspaceId, flowId, planHash: 'h', records: [], stepId: 'send', scope: 'root', visit: 1, data: { trigger: {}, steps: {} } };
  return (token = 'root/send#1@1', run = runId) => takeStep(deps, { ...request, runId: run, token, attempt: Number(/@(\d+)/.exec(token)?.[1] ?? 1) });
}

const stepKey = () => ({ workspaceId, runId, scope: 'root', stepId: 'send', visit: 1 });
const aMessage = () => {
  const facts = { channel: 'zalo', purpose: 'care', recipient: '+84912345678', preview: 'Chào', priceVnd: null, connectionId: account };
  return { ...stepKey(), ...facts, flowId: randomUUID(), trackingId: idempotencyKey(stepKey()) };
};
const ledger = async () => (await database.db.messages.get(stepKey()))?.state;
const decisions = async () => (await database.db.runs.stepRuns({ workspaceId, runId }))[0]?.decisions ?? [];

/** A person says that the call which was asked about under this token shall be made again. */
async function sayAgain(token = 'root/send#1@1') {
  const awaited = { kind: 'hold', key: `unknown:${runId}/${token}`, reason: both('lost') } as const;
  const wait = { workspaceId, runId, token, flowId: randomUUID(), stepId: 'send', kind: 'hold', matchKey: null, since: new Date(clock), until: null } as const;
  await database.db.waits.open([{ ...wait, awaited }]);
  await database.db.waits.answer({ workspaceId, runId, token, answer: { outcome: 'again' } });
}

/** Messages to somebody else take what turns there are. */
async function useUpTurns() {
  const worker = aWorker({ step: { rateClass: 'test', input: { phone: '0987654321' } } });
  for (let nr = 0; nr < 2; nr += 1) await worker(undefined, randomUUID());
}

const capped = { frequencyCap: { messages: 1, days: 30 } } as const;

describe.each([
  ['with a cap', capped],
  ['without a cap', {}],
])('what may be sent once more is decided about like a first send, %s', (_, cap) => {
  test('in quiet hours it waits for their end', async () => {
    const worker = aWorker({ plan: { ...cap, quietHours: { from: '22:00', to: '07:00' } } });
    script = ['lost'];
    expect(await worker()).toMatchObject({ outcome: 'held' });
    clock = start + 13 * hourMs;
    await sayAgain();
    expect(await worker('root/send#1@1~1')).toMatchObject({ outcome: 'delayed', until: start + 21 * hourMs });
    expect([calls, await ledger()]).toEqual([1, 'unknown']);

    clock = start + 21 * hourMs;
    expect(await worker('root/send#1@1~2')).toMatchObject({ outcome: 'done' });
    expect([calls, await ledger()]).toEqual([2, 'sent']);
  });

  test('to a person who takes no such messages any more it does not go', async () => {
    let hasConsent = true;
    const worker = aWorker({ plan: cap, deps: { hasConsent: async () => hasConsent } });
    script = ['lost'];
    await worker();
    hasConsent = false;
    await sayAgain();
    expect(await worker('root/send#1@1~1')).toMatchObject({ outcome: 'skipped' });
    expect([calls, await ledger()]).toEqual([1, 'unknown']);
  });

  test.each(['ask', 'resend'] as const)('it waits for its turn and then goes without another question, by the policy “%s”', async (policy) => {
    const worker = aWorker({ plan: cap, step: { rateClass: 'test', ...(policy === 'resend' ? { onUnknown: policy } : {}) } });
    script = ['lost'];
    await worker();
    if (policy === 'ask') await sayAgain();
    await useUpTurns();
    const sofar = calls;
    const turn = await worker('root/send#1@1~1');
    expect(turn).toMatchObject({ outcome: 'delayed' });
    expect([calls, await ledger()]).toEqual([sofar, 'unknown']);

    clock = turn.outcome === 'delayed' ? turn.until : clock;
    expect(await worker('root/send#1@1~2')).toMatchObject({ outcome: 'done' });
    expect([calls, await ledger()]).toEqual([sofar + 1, 'sent']);
  });
});

test('a fault of ours in the call that was allowed once more uses that up: the message is not sent a third time', async () => {
  // The process dies right after what it writes last.
  const dying = { db: { ...database.db, messages: { ...database.db.messages, settle: () => new Promise<void>(() => undefined) } } };
  script = ['lost', 'bug'];
  await aWorker()();
  await sayAgain();
  expect(await aWorker({ deps: dying })('root/send#1@1~1')).toMatchObject({ outcome: 'failed', error: { kind: 'bug' } });
  expect(await aWorker()('root/send#1@1~1')).toMatchObject({ outcome: 'failed', error: { kind: 'bug' } });
  expect([calls, await ledger()]).toEqual([2, 'unknown']);
});

test('under the cap a message that may go again does not count itself, but counts others', async () => {
  const worker = aWorker({ plan: capped });
  script = ['lost'];
  await worker();
  const other = randomUUID();
  await aWorker()(undefined, other);
  await sayAgain();
  expect(await worker('root/send#1@1~1')).toMatchObject({ outcome: 'skipped' });
  expect(await ledger()).toBe('unknown');
});

describe('a call that was allowed once more and surely sent nothing', () => {
  test.each(['rate_limited', 'unavailable', 'quota'] as const)('is tried again by itself after “%s”', async (kind) => {
    const worker = aWorker();
    script = ['lost', kind];
    await worker();
    await sayAgain();
    expect(await worker('root/send#1@1~1')).toMatchObject({ outcome: 'failed', error: { kind } });
    expect(await ledger()).toBe('unknown');
    clock += 30 * hourMs;
    expect(await worker('root/send#1@2')).toMatchObject({ outcome: 'done' });
    expect([calls, await ledger()]).toEqual([3, 'sent']);
  });

  test('goes on by itself when its account was connected again', async () => {
    const worker = aWorker();
    script = ['lost', 'unauthorized'];
    await worker();
    await sayAgain();
    expect(await worker('root/send#1@1~1')).toMatchObject({ outcome: 'held', key: `connection:${account}` });
    problem = null;
    expect(await worker('root/send#1@1~2')).toMatchObject({ outcome: 'done' });
    expect([calls, await ledger()]).toEqual([3, 'sent']);
  });

  test('is asked about anew when a later try of it is lost', async () => {
    const worker = aWorker();
    script = ['lost', 'rate_limited', 'lost'];
    await worker();
    await sayAgain();
    await worker('root/send#1@1~1');
    clock += hourMs;
    expect(await worker('root/send#1@2')).toMatchObject({ outcome: 'held', key: `unknown:${runId}/root/send#1@2` });
    expect(await worker('root/send#1@2~1')).toMatchObject({ outcome: 'held', key: `unknown:${runId}/root/send#1@2~1` });
    expect([calls, await ledger()]).toEqual([3, 'unknown']);
  });

  test('learns from a receipt that came meanwhile that the first one had arrived', async () => {
    const worker = aWorker();
    script = ['lost', 'rate_limited'];
    await worker();
    await sayAgain();
    await worker('root/send#1@1~1');
    await database.db.messages.settle(stepKey(), { state: 'sent', providerMessageId: 'm1', at: new Date(clock) });
    clock += hourMs;
    expect(await worker('root/send#1@2')).toMatchObject({ outcome: 'done', output: { messageId: 'm1' } });
    expect(calls).toBe(2);
  });
});

describe.each(['test.find', 'test.findSent'])('%s, which can be looked up', (node) => {
  test('a call that comes to pass after we gave it up is found and not made again', async () => {
    const worker = aWorker({ step: { node } });
    script = [{ late: 18_000 }];
    // Nothing is found of it yet; the try after the next 17 s looks again.
    expect(await worker()).toMatchObject({ outcome: 'failed', error: { kind: 'unavailable', text: both('late'), retryAfterMs: 17_000, repeatable: true } });
    expect(await worker()).toMatchObject({ outcome: 'failed' });
    clock += 17_000;
    expect(await worker('root/send#1@2')).toMatchObject({ outcome: 'done', output: { messageId: 'found' } });
    expect([calls, happened().length]).toEqual([1, 1]);
  });

  test('one that came to nothing is made again, and decided about anew', async () => {
    const worker = aWorker({ step: { node }, plan: { quietHours: { from: '22:00', to: '07:00' } } });
    clock = start + 12 * hourMs - 20_000;
    script = [{ late: Number.POSITIVE_INFINITY }];
    await worker();
    clock += 17_000;
    const again = await worker('root/send#1@2');
    if (node === 'test.findSent') {
      expect(again).toMatchObject({ outcome: 'delayed', until: start + 21 * hourMs });
      expect(await ledger()).toBeUndefined();
      clock = start + 21 * hourMs;
      expect(await worker('root/send#1@2~1')).toMatchObject({ outcome: 'done' });
    } else expect(again).toMatchObject({ outcome: 'done' });
    expect([calls, happened().length]).toEqual([2, 1]);
  });

  test('what a process that died had done is found, also where the step must wait for its turn or its account before', async () => {
    const key = stepKey();
    const gone = new Date(clock - hourMs);
    await database.db.runs.beginStep({ ...key, flowId: randomUUID(), attempt: 1, input: null, at: gone });
    if (node === 'test.findSent') await database.db.messages.reserve(aMessage());
    done.push({ key: idempotencyKey(key), at: clock });
    await useUpTurns();
    const sofar = calls;
    const worker = aWorker({ step: { node, rateClass: 'test' } });
    problem = both('refused');
    expect(await worker()).toMatchObject({ outcome: 'held' });
    problem = null;
    const again = await worker('root/send#1@1~1');
    if (again.outcome === 'delayed') {
      expect(await decisions()).toMatchObject([
        { outcome: 'hold', doubtSince: gone.toISOString() },
        { outcome: 'delay', doubtSince: gone.toISOString() },
      ]);
      clock = again.until;
    }
    expect(await worker('root/send#1@1~2')).toEqual({ outcome: 'done', output: { messageId: 'found' } });
    expect(calls).toBe(sofar);
  });
});

test('after the deadline nothing more of a call goes out', async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const never: HttpClient = { ...http, get: () => Promise.reject(new Error('not used')), request: (_method, _path, options) => wait(options?.signal) };
  const wait = (signal: AbortSignal | undefined) => {
    signals.push(signal);
    return new Promise<never>(() => undefined);
  };
  const worker = aWorker({ step: { node: 'test.hang' }, http: never, deps: { callDeadlineMs: 20, abandonedAfterMs: 0 } });
  expect(await worker()).toMatchObject({ outcome: 'failed', error: { kind: 'unavailable' } });
  expect(signals).toMatchObject([{ aborted: true }]);
});

describe('a process that dies as it writes that nobody knows', () => {
  /** Its ledger is never settled on its own. */
  const dying = () => ({ db: { ...database.db, messages: { ...database.db.messages, settle: () => new Promise<void>(() => undefined) } } });

  test.each(['skip', 'resend', undefined] as const)('leaves the step and the ledger of one mind, by the policy %s', async (policy) => {
    script = ['lost'];
    await aWorker({ step: policy ? { onUnknown: policy } : {}, deps: dying() })();
    expect(await ledger()).toBe('unknown');
  });

  /** As the rows were left when the ledger was written after the step. */
  async function leaveBehind(decision: Pick<StepDecision, 'outcome' | 'until'>) {
    const key = stepKey();
    const token = 'root/send#1@1';
    await database.db.messages.reserve(aMessage());
    await database.db.runs.beginStep({ ...key, flowId: randomUUID(), attempt: 1, input: null, at: new Date(clock) });
    const whole = { at: new Date(clock).toISOString(), token, reason: both('lost'), key: `unknown:${runId}/${token}`, ...decision };
    const end = decision.outcome === 'skip' ? ({ state: 'skipped', port: 'next' } as const) : ({ state: 'waiting', until: new Date(clock + 2_000) } as const);
    await database.db.runs.endStep({ ...key, attempt: 1, at: new Date(clock), reason: both('lost'), decision: whole, ...end });
  }

  test('one of former days is made good: skipped', async () => {
    await leaveBehind({ outcome: 'skip' });
    expect(await aWorker({ step: { onUnknown: 'skip' } })()).toMatchObject({ outcome: 'skipped' });
    expect([calls, await ledger()]).toEqual([0, 'unknown']);
  });

  test('one of former days is made good: sent once more, without a question', async () => {
    await leaveBehind({ outcome: 'delay', until: new Date(clock + 2_000).toISOString() });
    const worker = aWorker({ step: { onUnknown: 'resend' } });
    expect(await worker()).toMatchObject({ outcome: 'delayed' });
    expect(await ledger()).toBe('unknown');
    clock += 2_000;
    expect(await worker('root/send#1@1~1')).toMatchObject({ outcome: 'done' });
    expect([calls, await ledger()]).toEqual([1, 'sent']);
  });
});

test.each([{}, { phone: '12' }, { phone: '' }])('that a message can reach nobody (%o) is recorded as what was decided about it', async (input) => {
  const answer = await aWorker({ step: { input } })();
  expect(answer).toMatchObject({ outcome: 'failed', error: { kind: 'invalid_input' } });
  const reason = answer.outcome === 'failed' ? answer.error.text : null;
  expect(await decisions()).toEqual([{ at: new Date(clock).toISOString(), token: 'root/send#1@1', outcome: 'refuse', reason }]);
});

test('a refusal that says the account has nothing left today puts off all its messages; one that concerns a template only, none', async () => {
  const tomorrow = { until: start + 14 * hourMs, resumesAt: start + 20 * hourMs };
  const worker = aWorker({ step: { rateClass: 'test' } });
  script = [{ refuses: { retryAt: new Date(tomorrow.resumesAt).toISOString() } }];
  await worker(undefined, randomUUID());
  script = [{ refuses: { retryAt: new Date(tomorrow.resumesAt).toISOString(), accountQuota: { left: 0, ...tomorrow } } }];
  expect(await worker(undefined, randomUUID())).toMatchObject({ outcome: 'failed', error: { kind: 'quota' } });
  expect(await worker()).toMatchObject({ outcome: 'delayed', until: tomorrow.resumesAt });
  expect(calls).toBe(2);
});

test('an address that does not answer is left alone by all steps of the shop that call it, and other addresses are not', async () => {
  const calling = (host: string) => aWorker({ step: { node: 'test.address', input: { phone: host } }, isLoose: true });
  const [away, well] = [calling('away.example'), calling('well.example')];
  script = Array.from({ length: 5 }, () => 'unavailable' as const);
  for (let nr = 0; nr < 5; nr += 1) expect(await away(undefined, randomUUID())).toMatchObject({ outcome: 'failed' });
  expect(await well(undefined, randomUUID())).toMatchObject({ outcome: 'done' });
  expect(await away()).toMatchObject({ outcome: 'delayed', until: start + 5_000 });
  clock += 5_000;
  expect(await away('root/send#1@1~1')).toMatchObject({ outcome: 'done' });
  expect(await away(undefined, randomUUID())).toMatchObject({ outcome: 'done' });
});
