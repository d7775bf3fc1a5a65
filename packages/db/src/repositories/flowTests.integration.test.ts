import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aGraph, aLiveFlow, aPlan } from '../testRecords.ts';

const workspaceId = 'shop';
const at = new Date('2026-11-22T03:00:00Z');
const scenario = { startAt: '2026-11-22T03:00:00.000Z', days: 7, events: [], approve: 'approved' as const };
const one = { type: 'messages' as const, is: 'exactly' as const, count: 1 };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

const made = (flowId: string, name: string) => ({ workspaceId, flowId, name, scenario, expectations: [one], revision: 3, createdBy: null, at });

test('a flow keeps its tests, changed and removed, in the order in which they came', async () => {
  const { flowTests } = database.db;
  const { id: flowId } = await aLiveFlow(database.db, workspaceId);
  const first = await flowTests.create(made(flowId, 'Một'));
  const second = await flowTests.create(made(flowId, 'Hai'));
  expect(await flowTests.update({ workspaceId, id: first.id }, { name: 'Mới', scenario: { ...scenario, days: 30 }, expectations: [], revision: 5, at })).toBe(
    true,
  );

  expect(await flowTests.list({ workspaceId, flowId })).toMatchObject([
    { name: 'Mới', revision: 5, scenario: { days: 30 }, expectations: [] },
    { name: 'Hai' },
  ]);
  expect(await flowTests.remove({ workspaceId, id: second.id }, at)).toBe(true);
  expect([await flowTests.remove({ workspaceId, id: second.id }, at), await flowTests.get({ workspaceId, id: second.id })]).toEqual([false, null]);
  await expect(flowTests.create(made(second.id, 'Không có quy trình'))).rejects.toMatchObject({ code: 'not_found' });
});

test('a version keeps the tests that it went live with, and brings them back', async () => {
  const { flows, flowTests } = database.db;
  const { id: flowId } = await aLiveFlow(database.db, workspaceId);
  const kept = await flowTests.create(made(flowId, 'Giữ'));
  const removed = await flowTests.create(made(flowId, 'Xoá'));
  const tests = [kept, removed].map(({ id, name, expectations }) => ({ id, name, scenario, expectations, passes: true }));
  const version = await flows.publish({
    ...{ workspaceId, id: flowId, graph: aGraph(), plan: aPlan('tested'), publishedBy: null, tests },
    subscription: { event: 'webhook.received' },
  });
  await flowTests.update({ workspaceId, id: kept.id }, { name: 'Đổi', scenario, expectations: [], revision: 9, at });
  await flowTests.remove({ workspaceId, id: removed.id }, at);
  const later = await flowTests.create(made(flowId, 'Sau'));

  await flowTests.restore({ workspaceId, flowId, versionId: version.id }, { revision: 12, at });
  expect(await flowTests.list({ workspaceId, flowId })).toMatchObject([
    { id: kept.id, name: 'Giữ', expectations: [one], revision: 12 },
    { id: removed.id, name: 'Xoá' },
    { id: later.id, name: 'Sau', revision: 3 },
  ]);
});

test('a version from before there were tests brings none', async () => {
  const { flowTests } = database.db;
  const { id: flowId, version } = await aLiveFlow(database.db, workspaceId);
  const own = await flowTests.create(made(flowId, 'Riêng'));
  await flowTests.restore({ workspaceId, flowId, versionId: version.id }, { revision: 2, at });
  expect(await flowTests.list({ workspaceId, flowId })).toMatchObject([{ id: own.id, revision: 3 }]);
});
