import type { StepError, StepRecord } from '@noi/flow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunRow, StepRunKey } from '../Db.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aLiveFlow, startRuns } from '../testRecords.ts';

const workspaceId = 'shop';
let database: TestDatabase;
let flow: Awaited<ReturnType<typeof aLiveFlow>>;
beforeAll(async () => {
  database = await createTestDatabase();
  flow = await aLiveFlow(database.db, workspaceId);
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 3, minute));
const error: StepError = { kind: 'unavailable', text: { vi: 'Máy chủ bận', en: 'Busy' }, repeatable: true };

let runCount = 0;
async function aRun(): Promise<RunRow> {
  runCount += 1;
  const [run] = await startRuns(database.db, { workspaceId, flow, keys: [`run-${runCount}`] });
  if (!run) throw new Error('No run was created');
  return run;
}

const stepOf = (run: RunRow, stepId = 'send'): StepRunKey => ({ workspaceId, runId: run.id, scope: 'root', stepId, visit: 1 });
const recordOf = (facts: Partial<StepRecord> & Pick<StepRecord, 'state'>): StepRecord => ({
  stepId: 'send',
  scope: 'root',
  visit: 1,
  attempt: 1,
  at: at(1).getTime(),
  ...facts,
});
const stepsOf = (run: RunRow) => database.db.runs.stepRuns({ workspaceId, runId: run.id });
const record = (run: RunRow, ...records: StepRecord[]) => database.db.runs.record({ workspaceId, runId: run.id, records, at: at(1) });

test('the first try of a step stands on nothing', async () => {
  const run = await aRun();

  expect(await database.db.runs.beginStep({ ...stepOf(run), flowId: run.flowId, attempt: 1, input: { phone: '0912' }, at: at(1) })).toEqual({
    before: null,
    decisions: [],
    isPaused: false,
  });
  expect(await stepsOf(run)).toMatchObject([
    { state: 'running', attempt: 1, input: { phone: '0912' }, attempts: [{ attempt: 1, startedAt: at(1).toISOString(), endedAt: null }] },
  ]);
});

test('a try that was cut short is seen by its repeat, and is not counted twice', async () => {
  const run = await aRun();
  const { runs } = database.db;
  await runs.beginStep({ ...stepOf(run), flowId: run.flowId, attempt: 1, input: {}, at: at(1) });
  const { before } = await runs.beginStep({ ...stepOf(run), flowId: run.flowId, attempt: 1, input: {}, at: at(2) });

  expect(before).toMatchObject({ state: 'running', attempt: 1 });
  expect((await stepsOf(run))[0]?.attempts).toHaveLength(1);
});

test('a finished step answers from its checkpoint and is not changed by a repeat', async () => {
  const run = await aRun();
  const { runs } = database.db;
  await runs.beginStep({ ...stepOf(run), flowId: run.flowId, attempt: 1, input: {}, at: at(1) });
  await runs.endStep({ ...stepOf(run), attempt: 1, at: at(2), state: 'done', output: { messageId: 'm1' } });
  const stood = await stepsOf(run);
  const { before } = await runs.beginStep({ ...stepOf(run), flowId: run.flowId, attempt: 1, input: { other: true }, at: at(3) });
  await runs.endStep({ ...stepOf(run), attempt: 1, at: at(4), state: 'failed', error });

  expect(before).toEqual(stood[0]);
  expect(before).toMatchObject({ state: 'done', output: { messageId: 'm1' }, endedAt: at(2), attempts: [{ attempt: 1, endedAt: at(2).toISOString() }] });
  expect(await stepsOf(run)).toEqual(stood);
});

test('each try keeps its own times and error', async () => {
  const run = await aRun();
  const { runs } = database.db;
  await runs.beginStep({ ...stepOf(run), flowId: run.flowId, attempt: 1, input: {}, at: at(1) });
  await runs.endStep({ ...stepOf(run), attempt: 1, at: at(2), state: 'retrying', error });
  const { before } = await runs.beginStep({ ...stepOf(run), flowId: run.flowId, attempt: 2, input: {}, at: at(5) });
  await runs.endStep({ ...stepOf(run), attempt: 2, at: at(6), state: 'done', output: {} });

  expect(before).toMatchObject({ state: 'retrying', attempt: 1, error });
  const [step] = await stepsOf(run);
  expect(step).toMatchObject({ state: 'done', attempt: 2, error: null, endedAt: at(6) });
  expect(step?.attempts).toEqual([
    { attempt: 1, startedAt: at(1).toISOString(), endedAt: at(2).toISOString(), error },
    { attempt: 2, startedAt: at(5).toISOString(), endedAt: at(6).toISOString() },
  ]);
});

test('a step that the interpreter only announced counts as not begun', async () => {
  const run = await aRun();
  const { runs } = database.db;
  await record(run, recordOf({ state: 'running' }));
  expect(await runs.beginStep({ ...stepOf(run), flowId: run.flowId, attempt: 1, input: {}, at: at(1) })).toEqual({
    before: null,
    decisions: [],
    isPaused: false,
  });

  await runs.endStep({ ...stepOf(run), attempt: 1, at: at(2), state: 'retrying', error });
  await record(run, recordOf({ state: 'running', attempt: 2 }));
  expect((await runs.beginStep({ ...stepOf(run), flowId: run.flowId, attempt: 2, input: {}, at: at(3) })).before).toMatchObject({
    state: 'retrying',
    attempt: 1,
  });
});

test('of several records of one step the last one stands', async () => {
  const run = await aRun();
  await record(run, recordOf({ state: 'running' }), recordOf({ state: 'retrying', error, until: at(9).getTime(), at: at(2).getTime() }));

  expect(await stepsOf(run)).toMatchObject([{ state: 'retrying', startedAt: at(1), waitUntil: at(9), error, endedAt: null }]);
});

test('records that come late never turn a step back', async () => {
  const run = await aRun();
  const { runs } = database.db;
  await runs.beginStep({ ...stepOf(run), flowId: run.flowId, attempt: 1, input: {}, at: at(1) });
  await runs.endStep({ ...stepOf(run), attempt: 1, at: at(2), state: 'retrying', error });
  await record(run, recordOf({ state: 'running' }));
  expect((await stepsOf(run))[0]?.state).toBe('retrying');

  await runs.beginStep({ ...stepOf(run), flowId: run.flowId, attempt: 2, input: {}, at: at(3) });
  await record(run, recordOf({ state: 'retrying', attempt: 1, until: at(9).getTime() }));
  expect((await stepsOf(run))[0]).toMatchObject({ state: 'running', attempt: 2 });

  await runs.endStep({ ...stepOf(run), attempt: 2, at: at(4), state: 'done', output: { a: 1 } });
  await record(run, recordOf({ state: 'running', attempt: 3 }), recordOf({ state: 'waiting', attempt: 3 }));
  expect((await stepsOf(run))[0]).toMatchObject({ state: 'done', attempt: 2, output: { a: 1 } });
});

test('the interpreter adds the way out to a step that its activity ended', async () => {
  const run = await aRun();
  await database.db.runs.endStep({ ...stepOf(run), attempt: 1, at: at(2), state: 'failed', error });
  await record(run, recordOf({ state: 'failed', error, port: 'error' }));

  expect(await stepsOf(run)).toMatchObject([{ state: 'failed', port: 'error', error, endedAt: at(2) }]);
});

test('a run waits, ends once, and its end stands', async () => {
  const run = await aRun();
  const { runs } = database.db;
  const entry = { workspaceId, runId: run.id, records: [] };
  await runs.record({ ...entry, records: [recordOf({ stepId: 'wait', state: 'waiting', until: at(59).getTime() })], state: 'waiting', at: at(2) });
  expect(await runs.get({ workspaceId, id: run.id })).toMatchObject({
    state: 'waiting',
    flowName: 'Xin đánh giá',
    version: 1,
    waiting: { stepId: 'wait', until: at(59) },
  });

  await runs.record({ ...entry, outcome: { state: 'failed', stepId: 'send', error }, at: at(3) });
  await runs.record({ ...entry, state: 'running', at: at(4) });
  await runs.record({ ...entry, outcome: { state: 'done' }, at: at(5) });
  expect(await runs.get({ workspaceId, id: run.id })).toMatchObject({ state: 'failed', error, endedAt: at(3), waiting: null });
});

test('many writers at once lose nothing', async () => {
  const { runs } = database.db;
  const created = await startRuns(database.db, { workspaceId, flow, keys: Array.from({ length: 120 }, (_, nr) => `many-${nr}`) });
  await Promise.all(
    created.map(async (run) => {
      await runs.beginStep({ ...stepOf(run), flowId: run.flowId, attempt: 1, input: {}, at: at(1) });
      await Promise.all([
        runs.endStep({ ...stepOf(run), attempt: 1, at: at(2), state: 'done', output: { run: run.id } }),
        record(run, recordOf({ state: 'running' })),
        runs.record({ workspaceId, runId: run.id, records: [recordOf({ stepId: 'start', state: 'done' })], state: 'running', at: at(1) }),
      ]);
      await runs.record({ workspaceId, runId: run.id, records: [recordOf({ state: 'done', port: 'next' })], outcome: { state: 'done' }, at: at(3) });
    }),
  );

  const done = await runs.list({ workspaceId, state: 'done', limit: 500 });
  expect(done).toHaveLength(120);
  for (const run of created) expect(await stepsOf(run)).toMatchObject([{ stepId: 'send', output: { run: run.id }, port: 'next' }, { stepId: 'start' }]);
});

test('one row that cannot be stored fails alone', async () => {
  const { runs } = database.db;
  const run = await aRun();
  const results = await Promise.allSettled([
    runs.beginStep({ ...stepOf(run, 'good'), flowId: run.flowId, attempt: 1, input: {}, at: at(1) }),
    runs.beginStep({ ...stepOf(run, 'bad'), flowId: run.flowId, runId: 'no-uuid', attempt: 1, input: {}, at: at(1) }),
  ]);

  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
});

test.each([8_640_000_000_000_000, Date.UTC(57_000, 0), -8_640_000_000_000_000])(
  'a time that the database does not take (%d) keeps no story from being written',
  async (until) => {
    const { runs, waits } = database.db;
    const run = await aRun();
    const key = stepOf(run);
    await record(run, recordOf({ state: 'retrying', until }), recordOf({ state: 'waiting', stepId: 'other', until, at: until }));
    await runs.endStep({ ...stepOf(run, 'third'), attempt: 1, at: at(1), state: 'waiting', until: new Date(until) });
    const awaited = { kind: 'hold', key: 'flow:f', reason: { vi: 'Chờ', en: 'Waits' } } as const;
    const wait = { ...key, token: 't', flowId: run.flowId, kind: 'hold', matchKey: null, awaited } as const;
    await waits.open([{ ...wait, since: at(1), until: new Date(until) }]);

    const nearest = new Date(until > 0 ? '9999-12-31T00:00:00.000Z' : '1900-01-01T00:00:00.000Z');
    const written = (await stepsOf(run)).map(({ waitUntil }) => waitUntil);
    expect([...written, (await waits.get({ workspaceId, runId: run.id, token: 't' }))?.until]).toEqual([nearest, nearest, nearest, nearest]);
  },
);

test('lists go back in time by the id of the last run seen', async () => {
  const created = await startRuns(database.db, { workspaceId, flow, keys: ['page-1', 'page-2', 'page-3'] });
  const { runs } = database.db;
  const first = await runs.list({ workspaceId, flowId: flow.id, limit: 2 });
  const second = await runs.list({ workspaceId, flowId: flow.id, before: first.at(-1)?.id ?? '', limit: 1 });

  expect([...first, ...second].map((run) => run.subject)).toEqual(['page-3', 'page-2', 'page-1']);
  expect(created).toHaveLength(3);
});

test('a run whose start was not confirmed is handed to one dispatcher at a time', async () => {
  const { runs } = database.db;
  for (const run of await runs.list({ workspaceId, state: 'starting', limit: 500 })) await runs.markStarted([run]);
  const run = await aRun();
  const soon = new Date(Date.now() + 1_000);
  const claims = await Promise.all([runs.unstarted({ olderThan: soon, limit: 10 }), runs.unstarted({ olderThan: soon, limit: 10 })]);
  const afterClaim = await runs.unstarted({ olderThan: run.startedAt, limit: 10 });
  await runs.markStarted([run]);

  expect(claims.flat().map(({ id }) => id)).toContain(run.id);
  expect(afterClaim).toEqual([]);
  expect(await runs.unstarted({ olderThan: new Date(Date.now() + 60_000), limit: 10 })).toEqual([]);
});

test('a try that is put off is no try: its beginning is taken back, its decision kept', async () => {
  const run = await aRun();
  const { runs } = database.db;
  const reason = { vi: 'Chờ đến lượt.', en: 'Waits for its turn.' };
  const decision = { at: at(1).toISOString(), outcome: 'delay', reason, until: at(9).toISOString(), token: 't1' } as const;
  await runs.beginStep({ ...stepOf(run), flowId: run.flowId, attempt: 1, input: {}, at: at(1) });
  await runs.endStep({ ...stepOf(run), attempt: 1, at: at(1), state: 'waiting', reason, until: at(9), decision });
  expect(await stepsOf(run)).toMatchObject([{ state: 'waiting', waitUntil: at(9), endedAt: null, attempts: [], decisions: [decision] }]);

  expect(await runs.beginStep({ ...stepOf(run), flowId: run.flowId, attempt: 1, input: {}, at: at(9) })).toEqual({
    before: null,
    decisions: [decision],
    isPaused: false,
  });
  const sent = { at: at(9).toISOString(), outcome: 'send', token: 't2' } as const;
  await runs.endStep({ ...stepOf(run), attempt: 1, at: at(10), state: 'done', decision: sent });
  expect(await stepsOf(run)).toMatchObject([{ state: 'done', attempts: [{ attempt: 1, startedAt: at(9).toISOString() }], decisions: [decision, sent] }]);
});
