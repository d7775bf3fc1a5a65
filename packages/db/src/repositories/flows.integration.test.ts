import { AppError } from '@noi/errors';
import type { FlowCommand } from '@noi/flow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aGraph, aLiveFlow, aPlan, startRuns } from '../testRecords.ts';

const workspaceId = 'shop';
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

const command = (id: string): FlowCommand => ({ type: 'step.remove', id });
const edit = (clientKey: string) => ({
  command: command(clientKey),
  inverse: command(`not_${clientKey}`),
  kind: 'do' as const,
  of: null,
  clientKey,
  userId: null,
});
const aDraft = async () => {
  const { id } = await database.db.flows.create({ workspaceId, name: 'Nháp', graph: aGraph() });
  return { workspaceId, id };
};

test('edits move the draft on, one revision each, and are listed newest first', async () => {
  const key = await aDraft();
  const { flows } = database.db;
  const flow = await flows.edit(key, { baseRevision: 0, graph: aGraph('UTC'), edits: [edit('a'), edit('b')] });

  expect(flow).toMatchObject({ revision: 2, graph: aGraph('UTC'), status: 'draft', liveVersion: null, isChanged: false });
  expect((await flows.edits({ ...key, limit: 10 })).map(({ revision, clientKey }) => [revision, clientKey])).toEqual([
    [2, 'b'],
    [1, 'a'],
  ]);
  expect(await flows.edits({ ...key, after: 1, limit: 10 })).toHaveLength(1);
});

test('an edit of a draft that moved on is refused with the revision it is at', async () => {
  const key = await aDraft();
  const { flows } = database.db;
  await flows.edit(key, { baseRevision: 0, graph: aGraph(), edits: [edit('a')] });
  const late = flows.edit(key, { baseRevision: 0, graph: aGraph('UTC'), edits: [edit('b')] });

  await expect(late).rejects.toMatchObject({ code: 'revision_conflict', details: { revision: 1 } });
  expect(await flows.get(key)).toMatchObject({ revision: 1, graph: aGraph() });
});

test('a repeated send of the same edits changes nothing', async () => {
  const key = await aDraft();
  const { flows } = database.db;
  const change = { baseRevision: 0, graph: aGraph('UTC'), edits: [edit('a')] };
  const first = await flows.edit(key, change);

  expect(await flows.edit(key, change)).toEqual(first);
  expect(await flows.edits({ ...key, limit: 10 })).toHaveLength(1);
});

test('of two people who edit at once one is refused', async () => {
  const key = await aDraft();
  const { flows } = database.db;
  const results = await Promise.allSettled(['a', 'b'].map((name) => flows.edit(key, { baseRevision: 0, graph: aGraph(), edits: [edit(name)] })));

  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await flows.get(key))?.revision).toBe(1);
});

test('publishing freezes the draft, and the draft is changed when it differs from what runs', async () => {
  const key = await aDraft();
  const { flows } = database.db;
  const publish = (graph = aGraph()) =>
    flows.publish({
      ...key,
      graph,
      plan: aPlan('same-plan'),
      subscription: { event: 'order.delivered', connectionId: key.id },
      publishedBy: 'lan',
      name: 'Tết',
    });
  const first = await publish();
  expect(await flows.get(key)).toMatchObject({ status: 'live', liveVersion: 1, isChanged: false });

  await flows.edit(key, { baseRevision: 0, graph: aGraph('UTC'), edits: [edit('a')] });
  expect(await flows.get(key)).toMatchObject({ liveVersion: 1, isChanged: true });

  const second = await publish(aGraph('UTC'));
  expect(await flows.get(key)).toMatchObject({ liveVersion: 2, liveVersionId: second.id, isChanged: false });
  expect((await flows.versions(key)).map(({ number }) => number)).toEqual([2, 1]);
  expect(await flows.version({ workspaceId, versionId: first.id })).toEqual(first);
  expect(await flows.plan({ workspaceId, hash: 'same-plan' })).toEqual(aPlan('same-plan'));
});

test('a flow that was never published cannot run', async () => {
  const key = await aDraft();

  await expect(database.db.flows.setStatus(key, 'live')).rejects.toBeInstanceOf(AppError);
});

test('the list counts runs and leaves removed flows out', async () => {
  const { db } = database;
  const flow = await aLiveFlow(db, 'counts', 'Đếm');
  const removed = await aLiveFlow(db, 'counts');
  const [run] = await startRuns(db, { workspaceId: 'counts', flow, keys: ['a', 'b'] });
  const error = { kind: 'bug' as const, text: { vi: 'Lỗi', en: 'Error' }, repeatable: false };
  await db.runs.record({ workspaceId: 'counts', runId: run?.id ?? '', records: [], outcome: { state: 'failed', stepId: 'send', error }, at: new Date() });
  await db.flows.remove({ workspaceId: 'counts', id: removed.id });

  const [listed, ...more] = await db.flows.list('counts');
  expect(more).toEqual([]);
  expect(listed).toMatchObject({ id: flow.id, name: 'Đếm', liveVersion: 1, isChanged: false, runs: { total: 2, failed: 1, active: 1 } });
  expect(listed?.lastRunAt).toBeInstanceOf(Date);
  expect(await db.flows.get({ workspaceId: 'counts', id: removed.id })).toBeNull();
});
