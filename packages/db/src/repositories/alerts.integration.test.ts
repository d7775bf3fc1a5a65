import type { EventType } from '@noi/events';
import type { StepError } from '@noi/flow';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AlertChannels } from '../Db.ts';
import { newId } from '../newId.ts';
import { prismaOf } from '../prismaOf.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aGraph, aLiveFlow, anEvent, aPlan, aTitledFlow, startRuns } from '../testRecords.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});
let workspaceId: string;
beforeEach(async () => {
  workspaceId = newId();
  const prisma = prismaOf(database.db);
  await prisma.alertDelivery.deleteMany();
  await prisma.alert.deleteMany();
  await prisma.connection.deleteMany();
});

const start = new Date('2026-11-22T03:00:00Z');
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const text = { vi: 'Mẫu tin bị khoá.', en: 'The template is locked.' };

async function failRuns(flow: Awaited<ReturnType<typeof aLiveFlow>>, failures: readonly { key: string; kind: StepError['kind']; step?: string }[], at = start) {
  const runs = await startRuns(database.db, { workspaceId, flow, keys: failures.map(({ key }) => key) });
  await Promise.all(
    runs.map(async (run, index) => {
      const { kind = 'bug', step = 'send' } = failures[index] ?? {};
      const error: StepError = { kind, text, repeatable: false };
      const records = [{ stepId: step, scope: 'root', visit: 1, attempt: 1, state: 'failed', at: at.getTime(), error }] as const;
      await database.db.runs.record({ workspaceId, runId: run.id, records, outcome: { state: 'failed', stepId: step, error }, at });
    }),
  );
  return runs;
}

const open = () => database.db.alerts.list({ workspaceId, isOpen: true, limit: 50 });
const count = (now = start) => database.db.alerts.countFailures({ now, limit: 2_000 });
const notices = (now: Date) => database.db.alerts.makeNotices({ now, limit: 100 });
const claim = (now: Date) => database.db.alerts.claimDeliveries({ now, leaseUntil: new Date(now.getTime() + 120_000), limit: 100 });
const tellBy = (channels: AlertChannels) => database.db.alerts.saveSettings(workspaceId, { channels, quietMinutes: 60, stepDataDays: 90, eventDays: 365 });
const webhook = { webhook: { url: 'https://shop.example/alerts' } };

test('a thousand failures of one cause are one alert with a count, told once', async () => {
  await tellBy(webhook);
  const flow = await aLiveFlow(database.db, workspaceId);
  await failRuns(
    flow,
    Array.from({ length: 1_000 }, (_, at) => ({ key: `k${at}`, kind: 'rejected' as const })),
  );

  expect(await Promise.all([count(), count(), count()]).then((found) => found.reduce((sum, one) => sum + one, 0))).toBe(1_000);
  expect(await count()).toBe(0);
  expect(await open()).toMatchObject([
    { kind: 'runs_failed', blame: 'shop', count: 1_000, facts: { flowName: 'Xin đánh giá', stepId: 'send', problem: text } },
  ]);
  expect(await notices(start)).toBe(0);
  expect((await Promise.all([notices(after(2)), notices(after(2))])).reduce((sum, one) => sum + one, 0)).toBe(1);
  expect(await claim(after(2))).toMatchObject([{ channel: 'webhook', tries: 1, isInterrupted: false, content: { count: 1_000 } }]);
  expect(await claim(after(2))).toEqual([]);
});

test('the step at fault is named in both languages', async () => {
  const { id } = await aLiveFlow(database.db, workspaceId);
  const flow = await aTitledFlow(database.db, { workspaceId, id });
  await failRuns(flow, [
    { key: 'a', kind: 'rejected' },
    { key: 'b', kind: 'rejected', step: 'other' },
    { key: 'c', kind: 'rejected', step: 'gone' },
  ]);
  await count();
  expect(Object.fromEntries((await open()).map(({ facts }) => [facts.stepId, facts.stepTitle]))).toEqual({
    send: { vi: 'Gửi ZNS', en: 'Send ZNS' },
    other: { vi: 'Cảm ơn', en: 'Cảm ơn' },
    gone: undefined,
  });
});

test('causes are told apart by step and by whose fault they are', async () => {
  const flow = await aLiveFlow(database.db, workspaceId);
  await failRuns(flow, [
    { key: 'a', kind: 'invalid_input' },
    { key: 'b', kind: 'unavailable' },
    { key: 'c', kind: 'bug' },
    { key: 'd', kind: 'bug', step: 'other' },
  ]);
  await count();

  const found = (await open()).map(({ blame, facts, count: cases }) => `${facts.stepId} ${facts.errorKind}: ${blame} ${cases}`).sort();
  expect(found).toEqual(['other bug: us 1', 'send bug: us 1', 'send invalid_input: shop 1', 'send unavailable: provider 1']);
});

test('more failures are told after the quiet time, muted ones not at all', async () => {
  await tellBy(webhook);
  const flow = await aLiveFlow(database.db, workspaceId);
  await failRuns(flow, [{ key: 'a', kind: 'rejected' }]);
  await count();
  expect(await notices(after(1))).toBe(1);

  await failRuns(flow, [{ key: 'b', kind: 'rejected' }], after(5));
  await count(after(5));
  expect([await notices(after(10)), await notices(after(60))]).toEqual([0, 0]);
  expect(await notices(after(61))).toBe(1);
  expect((await claim(after(61))).map(({ content, round }) => [round, content.count]).sort()).toEqual([
    [1, 1],
    [2, 2],
  ]);

  const [alert] = await open();
  await database.db.alerts.setMuted({ workspaceId, id: alert?.id ?? '', at: after(62) });
  await failRuns(flow, [{ key: 'c', kind: 'rejected' }], after(63));
  await count(after(63));
  expect(await notices(after(1_000))).toBe(0);
  expect(await open()).toMatchObject([{ count: 3 }]);
});

test('a run that fails again after a restart counts again; a cause that is gone for a day ends', async () => {
  const flow = await aLiveFlow(database.db, workspaceId);
  const [run] = await failRuns(flow, [{ key: 'a', kind: 'rejected' }]);
  await count();
  await prismaOf(database.db).run.updateMany({ where: { id: run?.id ?? '' }, data: { endedAt: after(9) } });
  expect(await count(after(9))).toBe(1);

  await database.db.alerts.endOld(after(60 * 24));
  expect(await open()).toHaveLength(1);
  await database.db.alerts.endOld(after(60 * 24 + 10));
  expect(await open()).toEqual([]);
});

test('a lost account is one alert until it works again', async () => {
  const { id } = await database.db.connections.create({
    ...{ workspaceId, packageId: 'zalo', type: 'zalo.oa', name: 'OA Minh Tâm', mode: 'live', settings: {} },
    sealedSecrets: new Uint8Array([1]),
    doorToken: newId(),
  });
  await database.db.connections.update({ workspaceId, id }, { state: 'attention', problem: text });
  await Promise.all([database.db.alerts.followConnections({ now: start }), database.db.alerts.followConnections({ now: start })]);
  await database.db.alerts.followConnections({ now: after(1) });
  expect(await open()).toMatchObject([{ kind: 'connection_lost', count: 1, facts: { connectionName: 'OA Minh Tâm', problem: text } }]);

  await database.db.connections.update({ workspaceId, id }, { state: 'ok', problem: null });
  await database.db.alerts.followConnections({ now: after(2) });
  expect(await open()).toEqual([]);
});

test('a message of unknown outcome is told of once', async () => {
  const flow = await aLiveFlow(database.db, workspaceId);
  const [run] = await startRuns(database.db, { workspaceId, flow, keys: ['a'] });
  const key = { workspaceId, runId: run?.id ?? '', scope: 'root', stepId: 'send', visit: 1 };
  const message = { flowId: flow.id, connectionId: null, channel: 'zalo', purpose: 'care', recipient: '+84912345678', preview: 'Chào', priceVnd: null };
  await database.db.messages.reserve({ ...key, ...message, trackingId: newId() });
  await database.db.messages.settle(key, { state: 'unknown', at: start });

  const find = () => database.db.alerts.countUnknown({ now: start, limit: 100 });
  expect([await find(), await find()]).toEqual([1, 0]);
  expect(await open()).toMatchObject([{ kind: 'outcome_unknown', blame: 'provider', count: 1, facts: { flowId: flow.id, stepId: 'send' } }]);
});

test('the pace of a live flow is read by hour, and its silence is one alert that ends with the next event', async () => {
  const flow = await aLiveFlow(database.db, workspaceId);
  await database.db.events.store(['a', 'b', 'c'].map((id) => anEvent(workspaceId, id)));
  const now = new Date();
  const source = (await database.db.alerts.sources()).find(({ flowId }) => flowId === flow.id);
  if (!source) throw new Error('The live flow is no source');
  expect(await database.db.alerts.pace(source, { now: new Date(now.getTime() + 90 * 60_000), hours: 4 })).toEqual([0, 0, 3, 0]);
  expect(await database.db.alerts.pace({ ...source, source: 'haravan' }, { now, hours: 2 })).toEqual([0, 0]);

  await database.db.alerts.followQuiet(source, { quietHours: 26, usualPerDay: 40 }, start);
  await database.db.alerts.followQuiet(source, { quietHours: 27, usualPerDay: 40 }, after(60));
  expect(await open()).toMatchObject([{ kind: 'trigger_quiet', count: 1, facts: { quietHours: 27 } }]);
  await database.db.alerts.followQuiet(source, null, after(120));
  expect(await open()).toEqual([]);
});

test('the silence of what no live flow listens to any more is over; later silence is told anew', async () => {
  const { db } = database;
  await tellBy(webhook);
  const flow = await aLiveFlow(db, workspaceId);
  const key = { workspaceId, id: flow.id };
  const quiet = { quietHours: 26, usualPerDay: 40 };
  const fallSilent = async (minute: number) => {
    const source = (await db.alerts.sources()).find(({ flowId }) => flowId === flow.id);
    if (source === undefined) throw new Error('The live flow is no source');
    await db.alerts.followQuiet(source, quiet, after(minute));
    return await notices(after(minute + 1));
  };
  const look = async (minute: number) => {
    await db.alerts.endUnlistened(after(minute));
    return (await open()).length;
  };
  expect([await fallSilent(0), await look(2)]).toEqual([1, 1]);
  await publish(key, 'webhook.received');
  expect([await look(3), await fallSilent(4)]).toEqual([1, 0]);

  await db.flows.setStatus(key, 'paused');
  expect(await look(10)).toBe(0);
  await db.flows.setStatus(key, 'live');
  expect([await fallSilent(20), await look(22)]).toEqual([1, 1]);

  await publish(key, 'order.created');
  expect(await look(30)).toBe(0);
  expect([await fallSilent(40), await look(42)]).toEqual([1, 1]);
  expect(await open()).toMatchObject([{ facts: { event: 'order.created' } }]);

  await publish(key, 'schedule.due');
  expect(await look(50)).toBe(0);
  await publish(key, 'order.created');
  await fallSilent(60);
  await db.flows.remove(key);
  expect(await look(70)).toBe(0);
  await db.retention.pruneCounts({ workspaceId, before: after(100) });
  expect(await db.alerts.list({ workspaceId, limit: 50 })).toEqual([]);
});

async function publish(key: { workspaceId: string; id: string }, event: EventType) {
  await database.db.flows.publish({ ...key, graph: aGraph(), plan: aPlan(`hash-${newId()}`), subscription: { event }, publishedBy: null });
}
