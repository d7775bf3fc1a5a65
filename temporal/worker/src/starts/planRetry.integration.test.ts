import { newId, type RunRow } from '@noi/db';
import { createTestDatabase, readRows } from '@noi/db/testing';
import { emptyGraph } from '@noi/flow';
import { expect, test } from 'vitest';
import { planRetry } from './planRetry.ts';

test('a run whose event is gone is not done again, and the words say why', async () => {
  await using database = await createTestDatabase();
  const { db } = database;
  const workspaceId = newId();
  const graph = { ...emptyGraph(), settings: { timezone: 'Asia/Ho_Chi_Minh' } };
  const { id: flowId } = await db.flows.create({ workspaceId, name: 'Xin đánh giá', graph });
  const plan = { hash: newId(), engine: 1, timezone: 'Asia/Ho_Chi_Minh', trigger: 'start', steps: {}, levels: {} };
  const version = await db.flows.publish({ workspaceId, id: flowId, graph, plan, subscription: { event: 'webhook.received' }, publishedBy: null });
  const event = { type: 'webhook.received', externalId: 'a', occurredAt: '2026-11-22T03:00:00.000Z', payload: { body: {}, query: {} } } as const;
  await db.events.store([{ workspaceId, source: 'api', connectionId: null, event }]);
  let runs: readonly RunRow[] = [];
  await db.dispatch.batch(10, async ({ createRuns, events }) => {
    const facts = { workspaceId, flowId, versionId: version.id, planHash: plan.hash, engine: 1, workflowId: newId(), subject: null, customer: null };
    runs = await createRuns(events.map(({ id }) => ({ ...facts, eventId: id, entryKey: id })));
  });
  const runId = runs[0]?.id ?? '';
  const error = { kind: 'rejected', text: { vi: 'Không', en: 'No' }, repeatable: true } as const;
  await db.runs.record({ workspaceId, runId, records: [], outcome: { state: 'failed', stepId: 'send', error }, at: new Date() });
  const retry = () => planRetry(db, { workspaceId, runId, version: 'same', resendUnknown: false });

  expect(await retry()).toMatchObject({ reason: { en: expect.stringContaining('not in its place') } });
  await readRows(database.url, 'delete from event');
  expect(await retry()).toMatchObject({ reason: { en: expect.stringContaining('event that began'), vi: expect.stringContaining('Sự kiện') } });
});
