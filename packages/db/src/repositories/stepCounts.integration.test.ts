import type { StepRecord } from '@noi/flow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunRow } from '../Db.ts';
import { newId } from '../newId.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { readRows } from '../testing/readRows.ts';
import { aLiveFlow, anEvent, enterRuns, startRuns } from '../testRecords.ts';

const workspaceId = 'shop';
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

type Flow = Awaited<ReturnType<typeof aLiveFlow>>;

const at = new Date();
const anHourAgo = () => new Date(Date.now() - 3_600_000);
const start = (flow: Flow, ...keys: string[]) => startRuns(database.db, { workspaceId, flow, keys });
const step = (stepId: string, state: StepRecord['state'], port?: string): StepRecord => ({
  ...{ stepId, state, scope: 'root', visit: 1, attempt: 1, at: at.getTime() },
  ...(port === undefined ? {} : { port }),
});
const record = (run: RunRow, ...records: StepRecord[]) => database.db.runs.record({ workspaceId, runId: run.id, records, at });
const read = async (flow: Flow, versionId?: string) => {
  const counts = await database.db.stepCounts.read({ workspaceId, flowId: flow.id, from: anHourAgo(), ...(versionId && { versionId }) });
  const sorted = counts.exits.map(({ stepId, state, port, count }) => `${stepId} ${state} ${port} ${count}`).sort();
  return { ...counts, exits: sorted };
};

test('each step that ends is counted once, however often it is told', async () => {
  const flow = await aLiveFlow(database.db, workspaceId);
  const [first, second, third] = await start(flow, 'a', 'b', 'c');
  if (!first || !second || !third) throw new Error('No run was created');
  await record(first, step('start', 'done', 'next'), step('if', 'done', 'yes'));
  await record(first, step('start', 'done', 'next'), step('if', 'done', 'yes'));
  await record(second, step('start', 'done', 'next'), step('if', 'done', 'no'), step('send', 'failed'));
  await record(third, step('start', 'done', 'next'), step('if', 'waiting'));

  const counts = await read(flow);
  expect(counts.exits).toEqual(['if done no 1', 'if done yes 1', 'send failed  1', 'start done next 3']);
  expect(counts.waiting).toEqual([{ stepId: 'if', count: 1 }]);
});

test('a step that its activity ended is counted when the way out is known', async () => {
  const flow = await aLiveFlow(database.db, workspaceId);
  const [run] = await start(flow, 'effect');
  if (!run) throw new Error('No run was created');
  const key = { workspaceId, runId: run.id, scope: 'root', stepId: 'send', visit: 1 };
  await database.db.runs.beginStep({ ...key, flowId: flow.id, attempt: 1, input: {}, at });
  await database.db.runs.endStep({ ...key, attempt: 1, at, state: 'done', output: {} });
  expect((await read(flow)).exits).toEqual([]);
  await record(run, step('send', 'done', 'next'));
  await record(run, step('send', 'done', 'next'));
  expect((await read(flow)).exits).toEqual(['send done next 1']);
});

test('writers side by side lose no count', async () => {
  const flow = await aLiveFlow(database.db, workspaceId);
  const runs = await start(flow, ...Array.from({ length: 120 }, (_, nr) => `side-${nr}`));
  await Promise.all(runs.map((run) => record(run, step('start', 'done', 'next'), step('send', 'done', 'next'))));
  expect((await read(flow)).exits).toEqual(['send done next 120', 'start done next 120']);
});

test('ends of runs tell the goal apart, and versions are told apart', async () => {
  const flow = await aLiveFlow(database.db, workspaceId);
  const [reached, failed, done] = await start(flow, 'goal', 'failed', 'done');
  if (!reached || !failed || !done) throw new Error('No run was created');
  const end = (run: RunRow, outcome: Parameters<TestDatabase['db']['runs']['record']>[0]['outcome']) =>
    database.db.runs.record({ workspaceId, runId: run.id, records: [], at, ...(outcome && { outcome }) });
  await end(reached, { state: 'stopped', by: 'goal' });
  await end(reached, { state: 'stopped', by: 'goal' });
  await end(failed, { state: 'failed', stepId: 'send', error: { kind: 'bug', text: { vi: 'x', en: 'x' }, repeatable: false } });
  await end(done, { state: 'done' });
  expect((await read(flow)).ends).toEqual({ done: 1, failed: 1, stopped: 0, goal: 1 });
  expect((await read(flow, flow.version.id)).ends.goal).toBe(1);
  expect((await read(flow, '00000000-0000-7000-8000-000000000000')).ends.goal).toBe(0);
});

test('runs that began before the period are left out', async () => {
  const flow = await aLiveFlow(database.db, workspaceId);
  const [run] = await start(flow, 'old');
  if (!run) throw new Error('No run was created');
  await record(run, step('start', 'done', 'next'));
  const tomorrow = new Date(Date.now() + 86_400_000);
  expect((await database.db.stepCounts.read({ workspaceId, flowId: flow.id, from: tomorrow })).exits).toEqual([]);
});

test('runs that end while they wait for their turn are counted too, and tell who ended them', async () => {
  const { db, url } = database;
  const flow = await aLiveFlow(db, workspaceId);
  const waits = { state: 'queued', person: 'lan', lane: null, laneLimit: null } as const;
  const [byPerson = '', byNewer = '', stays = ''] = await enterRuns(db, { workspaceId, flow, runs: [waits, waits, waits] });
  expect(await db.entry.cancelQueued({ workspaceId, runId: byPerson, at })).toBe(true);
  expect(await db.entry.cancelQueued({ workspaceId, runId: byPerson, at })).toBe(false);
  // A batch in which a newer run takes the place of one that waits, and another is overtaken before it is even made.
  const overtaken = newId();
  await db.events.store([anEvent(workspaceId, `newer-${overtaken}`)]);
  await db.dispatch.batch(10, async ({ entry, events }) => {
    const { version } = flow;
    const names = { workflowId: `wf-${overtaken}`, entryKey: overtaken, eventId: events[0]?.id ?? '', subject: null, customer: null };
    const facts = { workspaceId, flowId: flow.id, versionId: version.id, planHash: version.planHash, engine: 1, dedupe: null, trigger: null };
    const runs = [{ ...facts, ...names, ...waits, id: overtaken, state: 'stopped' as const }];
    await entry.save({ runs, marks: [], refusals: [], gathered: [], ends: [{ runId: byNewer, givesWayTo: overtaken }], at });
  });

  expect((await read(flow)).ends).toEqual({ done: 0, failed: 0, stopped: 3, goal: 0 });
  const told = await readRows<{ id: string; by: string | null }>(url, `select id, stopped_by as by from run where flow_id = '${flow.id}'`);
  expect(Object.fromEntries(told.map(({ id, by }) => [id, by]))).toEqual({ [byPerson]: 'person', [byNewer]: 'newer', [overtaken]: 'newer', [stays]: null });
});
