import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Db, FailureGroup, NewRestart, RetryBatch } from '../Db.ts';
import { newId } from '../newId.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aLiveFlow, aPlan, aTitledFlow, startRuns } from '../testRecords.ts';

let database: TestDatabase;
let db: Db;
let workspaceId: string;
let flow: Awaited<ReturnType<typeof aLiveFlow>>;
beforeEach(async () => {
  database = await createTestDatabase();
  db = database.db;
  workspaceId = newId();
  flow = await aLiveFlow(db, workspaceId);
});
afterEach(() => database[Symbol.asyncDispose]());

const minute = (nr: number) => new Date(Date.parse('2026-11-22T03:00:00Z') + nr * 60_000);
const refused = (words: string, providerCode?: string) =>
  ({ kind: 'rejected', text: { vi: words, en: words }, repeatable: true, ...(providerCode && { providerCode }) }) as const;

/** Runs that failed one after another, each for the error of its name. */
async function failures(errors: Readonly<Record<string, ReturnType<typeof refused>>>, stepId = 'send') {
  const runs = await startRuns(db, { workspaceId, flow, keys: Object.keys(errors) });
  for (const [nr, run] of runs.entries()) {
    const error = errors[run.subject ?? ''];
    if (error) await db.runs.record({ workspaceId, runId: run.id, records: [], outcome: { state: 'failed', stepId, error }, at: minute(nr) });
  }
  return runs;
}

async function onlyGroup(): Promise<FailureGroup> {
  const [group, ...more] = await db.retries.groups({ workspaceId, limit: 10 });
  if (group === undefined || more.length > 0) throw new Error('Not one group');
  return group;
}

async function retryAll({ flowId, stepId, errorKind, cause }: FailureGroup) {
  const facts = { workspaceId, flowId, stepId, errorKind, cause, version: 'same', resendUnknown: false, firstCount: 2, createdBy: null } as const;
  const made = await db.retries.create({ ...facts, at: minute(10) });
  if (made === null) throw new Error('Nothing to retry');
  return made;
}

const restartOf = (id: string): NewRestart => ({
  ...{ former: { workspaceId, id }, from: { scope: 'root', stepId: 'send' }, versionId: flow.version.id, plan: aPlan(flow.version.planHash), kept: [] },
  carry: { scopes: {}, trigger: {}, outcome: null },
});

/** The batch as a worker gets it, a minute later each time. */
async function look(nr: number): Promise<RetryBatch> {
  const batch = await db.retries.take({ now: minute(nr), leaseMs: 1_000 });
  if (batch === null) throw new Error('Nothing is due');
  return batch;
}

test('failures are grouped by flow, step and cause; numbers in their words are no other cause, codes are', async () => {
  await failures({
    a: refused('Order 17 is refused'),
    b: refused('Order 18 is refused'),
    c: refused('Template is blocked'),
    d: refused('x', '-124'),
    e: refused('y', '-124'),
  });
  await failures({ f: refused('Order 19 is refused') }, 'other');
  const groups = await db.retries.groups({ workspaceId, limit: 10 });
  expect(groups.map(({ stepId, count, error }) => [stepId, count, error.text.en]).sort()).toEqual([
    ['other', 1, 'Order 19 is refused'],
    ['send', 1, 'Template is blocked'],
    ['send', 2, 'Order 18 is refused'],
    ['send', 2, 'y'],
  ]);
  expect(await db.retries.groups({ workspaceId, flowId: newId(), limit: 10 })).toEqual([]);
});

test('the step at fault is named as the flow names it, in both languages', async () => {
  flow = await aTitledFlow(db, { workspaceId, id: flow.id });
  await failures({ a: refused('no') });
  await failures({ b: refused('no') }, 'other');
  await failures({ c: refused('no') }, 'gone');
  const groups = await db.retries.groups({ workspaceId, limit: 10 });
  expect(Object.fromEntries(groups.map(({ stepId, stepTitle }) => [stepId, stepTitle]))).toEqual({
    send: { vi: 'Gửi ZNS', en: 'Send ZNS' },
    other: { vi: 'Cảm ơn', en: 'Cảm ơn' },
    gone: null,
  });
  await retryAll(groups.find(({ stepId }) => stepId === 'send') as FailureGroup);
  expect(await look(11)).toMatchObject({ stepTitle: { vi: 'Gửi ZNS', en: 'Send ZNS' } });
});

test('all runs of a cause are taken once, in the order of their failures; asked twice, it is one', async () => {
  const runs = await failures({ a: refused('no'), b: refused('no') });
  const group = await onlyGroup();
  const { id, isNew } = await retryAll(group);
  expect([isNew, await retryAll(group)]).toEqual([true, { id, isNew: false }]);
  expect(await look(11)).toMatchObject({ id, state: 'trying', total: 2, firstCount: 2, counts: { pending: 2, asked: 0, through: 0, failed: 0, left: 0 } });
  expect(await db.retries.take({ now: minute(11), leaseMs: 1_000 })).toBeNull();
  expect(await db.retries.pending({ workspaceId, id, limit: 10 })).toEqual(runs.map((run, at) => ({ nr: at + 1, runId: run.id })));
});

test('a run that was taken up is in no group any more, and is taken up once', async () => {
  const [run] = await failures({ a: refused('no') });
  const { id } = await retryAll(await onlyGroup());
  const begin = () => db.retries.begin({ workspaceId, id, nr: 1, restart: restartOf(run?.id ?? '') });
  expect((await Promise.all([begin(), begin()])).sort()).toEqual([false, true]);
  expect(await db.retries.groups({ workspaceId, limit: 10 })).toEqual([]);
  expect((await db.restarts.relatives({ workspaceId, runId: run?.id ?? '' })).as).toHaveLength(1);
});

test('a run that a person took up is left', async () => {
  const [run] = await failures({ a: refused('no') });
  const { id } = await retryAll(await onlyGroup());
  await db.restarts.restart({ ...restartOf(run?.id ?? ''), from: { scope: 'root', stepId: 'earlier' } });
  expect(await db.retries.begin({ workspaceId, id, nr: 1, restart: restartOf(run?.id ?? '') })).toBe(false);
  expect((await db.restarts.relatives({ workspaceId, runId: run?.id ?? '' })).as).toHaveLength(1);
});

test('what became of the new runs is seen: through with its step, failed again, stopped', async () => {
  const runs = await failures({ a: refused('no'), b: refused('no'), c: refused('no'), d: refused('no') });
  const { id } = await retryAll(await onlyGroup());
  for (const [at, run] of runs.entries()) await db.retries.begin({ workspaceId, id, nr: at + 1, restart: restartOf(run.id) });
  expect((await look(11)).counts).toMatchObject({ pending: 0, asked: 4 });
  const made = await Promise.all(runs.map(async (run) => (await db.restarts.relatives({ workspaceId, runId: run.id })).as[0] ?? ''));
  const step = { stepId: 'send', scope: 'root', visit: 1, attempt: 1, at: 0 } as const;
  const tell = (runId: string, change: Partial<Parameters<Db['runs']['record']>[0]>) =>
    db.runs.record({ workspaceId, runId, records: [], at: minute(12), ...change });
  await tell(made[0] ?? '', { records: [{ ...step, state: 'done', port: 'next' }], state: 'waiting' });
  await tell(made[1] ?? '', { records: [{ ...step, state: 'failed' }], outcome: { state: 'failed', stepId: 'send', error: refused('no') } });
  await tell(made[2] ?? '', { outcome: { state: 'stopped', by: 'person' } });
  expect((await look(13)).counts).toEqual({ pending: 0, asked: 1, through: 1, failed: 1, left: 1 });
  expect(await db.retries.left({ workspaceId, id, limit: 10 })).toMatchObject([{ runId: runs[2]?.id, reason: { vi: expect.stringContaining('dừng') } }]);
  expect(await onlyGroup()).toMatchObject({ count: 1, runIds: [made[1]] });
});

test('what becomes of runs under way is still told after it was stopped', async () => {
  const [run] = await failures({ a: refused('no') });
  const { id } = await retryAll(await onlyGroup());
  await db.retries.begin({ workspaceId, id, nr: 1, restart: restartOf(run?.id ?? '') });
  await db.retries.stop({ workspaceId, id, at: minute(12) });
  const [made = ''] = (await db.restarts.relatives({ workspaceId, runId: run?.id ?? '' })).as;
  expect((await db.retries.get({ workspaceId, id }))?.counts).toMatchObject({ asked: 1, through: 0 });
  await db.runs.record({ workspaceId, runId: made, records: [], outcome: { state: 'done' }, at: minute(13) });
  expect((await db.retries.get({ workspaceId, id }))?.counts).toMatchObject({ asked: 0, through: 1 });
});

test('one that was stopped begins no more, and says who stopped it', async () => {
  const [run] = await failures({ a: refused('no') });
  const { id } = await retryAll(await onlyGroup());
  expect(await db.retries.stop({ workspaceId, id, at: minute(12) })).toBe(true);
  expect(await db.retries.stop({ workspaceId, id, at: minute(13) })).toBe(false);
  await db.retries.advance({ workspaceId, id, state: 'running', nextAt: minute(14), at: minute(13) });
  expect(await db.retries.begin({ workspaceId, id, nr: 1, restart: restartOf(run?.id ?? '') })).toBe(false);
  await db.retries.leave({ workspaceId, id, nr: 1, reason: refused('no').text });
  expect(await db.retries.get({ workspaceId, id })).toMatchObject({
    state: 'stopped',
    stoppedBy: 'person',
    endedAt: minute(12),
    counts: { pending: 1, left: 0 },
  });
  expect(await db.retries.take({ now: minute(99), leaseMs: 1_000 })).toBeNull();
  expect([await db.retries.nextAt(), (await retryAll(await onlyGroup())).isNew]).toEqual([null, true]);
});

test('a run whose data went by age is in no group', async () => {
  await failures({ a: refused('no') });
  await db.retention.pruneSteps({ workspaceId, before: minute(60), at: minute(60), limit: 10 });
  expect(await db.retries.groups({ workspaceId, limit: 10 })).toEqual([]);
});
