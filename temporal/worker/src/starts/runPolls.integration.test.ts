import { randomUUID } from 'node:crypto';
import { createRates } from '@noi/connections';
import type { Db } from '@noi/db';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import { emptyGraph } from '@noi/flow';
import { NodeError, type PollDefinition, type PollPage, type RateLimit, type Text } from '@noi/node-sdk';
import { createTestHttp } from '@noi/node-testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runPolls } from './runPolls.ts';

let database: TestDatabase;
let db: Db;
afterEach(() => database?.[Symbol.asyncDispose]());

const start = new Date('2026-11-20T08:00:00Z');
const pollId = 'probe.orders';
let workspaceId: string;
let connectionId: string;
let now: Date;
beforeEach(async () => {
  // A worker polls for every shop of its database.
  database = await createTestDatabase();
  db = database.db;
  now = start;
  workspaceId = randomUUID();
  const account = { workspaceId, packageId: 'probe', type: 'probe.shop', name: 'Shop', mode: 'live', settings: {} } as const;
  connectionId = (await db.connections.create({ ...account, sealedSecrets: new Uint8Array([1]), doorToken: randomUUID() })).id;
  const { id } = await db.flows.create({ workspaceId, name: 'Đơn mới', graph: emptyGraph() });
  const trigger = { id: 'start', kind: 'trigger', title: 'Đơn', level: 'root', node: 'probe.order', nodeVersion: 1, event: 'webhook.received' } as const;
  const steps = { start: { ...trigger, source: 'probe', connectionId, poll: pollId } };
  const plan = { hash: randomUUID(), engine: 1, timezone: 'Asia/Ho_Chi_Minh', trigger: 'start', steps, levels: {} };
  const subscription = { event: 'webhook.received', source: 'probe', connectionId } as const;
  await db.flows.publish({ workspaceId, id, graph: emptyGraph(), plan, subscription, publishedBy: null, at: start });
});

const minutesLater = (minutes: number) => {
  now = new Date(start.getTime() + minutes * 60_000);
};
/** The page after a cursor: one event, named by its number. */
const pageAfter = (cursor: unknown): PollPage => {
  const next = Number(cursor ?? 0) + 1;
  const occurredAt = now.toISOString();
  return { cursor: next, events: [{ type: 'webhook.received', externalId: `e${next}`, occurredAt, payload: { body: {}, query: {} } }] };
};

function aWorker(poll: (cursor: unknown) => Promise<PollPage>, limit?: RateLimit) {
  const cursors: unknown[] = [];
  const definition: PollDefinition = {
    id: pollId,
    everySeconds: 300,
    poll({ cursor }) {
      cursors.push(cursor);
      return poll(cursor);
    },
  };
  const http = createTestHttp({ services: {} });
  const logger = { debug: () => undefined, info: () => undefined, warn: () => undefined };
  const catalog = { pollOf: () => definition, packageOf: () => ({ id: 'probe', rates: limit && { probe: limit } }) } as unknown as Parameters<
    typeof runPolls
  >[0]['catalog'];
  const connections = {
    async context() {
      // What a context is made with is what it loses.
      const { revision } = await db.connections.get({ workspaceId, id: connectionId }).then((row) => row ?? { revision: 0 });
      const lose = async (problem: Text) =>
        (await db.connections.markLost({ workspaceId, id: connectionId, revision }, problem)) === 'renewed' ? ('renewed' as const) : ('lost' as const);
      return { http, client: undefined, redact: (value: unknown) => value, problem: null, lose };
    },
  };
  const rates = createRates({ db, now: () => now });
  return { cursors, rates, round: () => runPolls({ db, catalog, connections, rates, logger, now: () => now }) };
}

const stored = async () => (await db.events.list({ workspaceId, limit: 50 })).map(({ externalId }) => externalId).sort();
const standing = async () => await db.polls.get({ workspaceId, connectionId, pollId });

test('of two workers one polls, and the next round begins at the kept cursor', async () => {
  const workers = [aWorker(async (cursor) => pageAfter(cursor)), aWorker(async (cursor) => pageAfter(cursor))];
  await Promise.all(workers.map(({ round }) => round()));
  expect(workers.flatMap(({ cursors }) => cursors)).toEqual([null]);
  minutesLater(6);
  await Promise.all(workers.map(({ round }) => round()));
  expect(workers.flatMap(({ cursors }) => cursors).sort()).toEqual([1, null]);
  expect(await stored()).toEqual(['e1', 'e2']);
});

test('a worker that dies with a page in its hands loses nothing and doubles nothing, even when it comes back', async () => {
  let comeBack: (page: PollPage) => void = () => undefined;
  const dying = aWorker(
    () =>
      new Promise((resolve) => {
        comeBack = resolve;
      }),
  );
  const other = aWorker(async (cursor) => pageAfter(cursor));
  const late = dying.round();
  await expect.poll(() => dying.cursors).toEqual([null]);
  await other.round();
  expect(other.cursors).toEqual([]);

  minutesLater(3);
  await other.round();
  expect(await standing()).toMatchObject({ cursor: 1 });
  comeBack({ ...pageAfter(null), cursor: 'stale' });
  await late;
  expect(await standing()).toMatchObject({ cursor: 1 });
  expect(await stored()).toEqual(['e1']);
});

test('an event that cannot be stored is counted at its connection, and the rest of its page is taken', async () => {
  const worker = aWorker(async (cursor) => {
    const page = pageAfter(cursor);
    const order = { code: 'x'.repeat(4_000), externalId: '1', createdAt: '2026-11-20T08:00:00Z', total: 1, state: 'open' as const, customer: {}, lines: [] };
    const misfit = { type: 'order.created', externalId: 'long', occurredAt: now.toISOString(), payload: { order } } as const;
    return { ...page, events: [misfit, ...page.events] };
  });
  await worker.round();
  expect(await stored()).toEqual(['e1']);
  expect(await standing()).toMatchObject({ cursor: 1, failures: 0, problem: null });
  expect(await db.doors.rejections({ workspaceId, connectionId, since: new Date(0) })).toMatchObject([
    { code: 'body_unreadable', count: 1, lastReason: { vi: expect.stringContaining('order.code') } },
  ]);
});

test('failures are repeated with growing pauses up to an hour, from the same cursor', async () => {
  let isDown = true;
  const worker = aWorker(async (cursor) => {
    if (isDown) throw new NodeError('unavailable', { vi: 'Bảo trì', en: 'Maintenance' });
    return pageAfter(cursor);
  });
  const tries: number[] = [];
  for (let minute = 0; minute < 240; minute += 5) {
    minutesLater(minute);
    const before = worker.cursors.length;
    await worker.round();
    if (worker.cursors.length > before) tries.push(minute);
  }
  expect(tries).toEqual([0, 5, 15, 35, 75, 135, 195]);
  expect(await standing()).toMatchObject({ cursor: null, failures: 7, problem: { vi: 'Bảo trì' } });

  isDown = false;
  minutesLater(260);
  await worker.round();
  expect(await standing()).toMatchObject({ cursor: 1, failures: 0, problem: null });
  expect(await stored()).toEqual(['e1']);
});

test('an account whose access is gone is asked nothing more until it is mended, and then goes on where it was', async () => {
  let isAllowed = false;
  const worker = aWorker(async (cursor) => {
    if (!isAllowed) throw new NodeError('unauthorized', { vi: 'Hết quyền', en: 'No access' });
    return pageAfter(cursor);
  });
  await worker.round();
  expect(await db.connections.get({ workspaceId, id: connectionId })).toMatchObject({ state: 'attention', problem: { vi: 'Hết quyền' } });
  minutesLater(600);
  await worker.round();
  expect(worker.cursors).toHaveLength(1);

  isAllowed = true;
  await db.connections.update({ workspaceId, id: connectionId }, { state: 'ok', problem: null });
  await worker.round();
  expect(await stored()).toEqual(['e1']);
});

test('an account that was connected again while a poll with its old values was under way stays so, and is polled with the new ones', async () => {
  const reconnected = { workspaceId, id: connectionId };
  let isOld = true;
  const worker = aWorker(async (cursor) => {
    if (!isOld) return pageAfter(cursor);
    isOld = false;
    await db.connections.update(reconnected, { settings: { token: 'new' }, state: 'ok', problem: null });
    throw new NodeError('unauthorized', { vi: 'Hết quyền', en: 'No access' });
  });
  await worker.round();
  expect(await db.connections.get(reconnected)).toMatchObject({ state: 'ok', problem: null });
  minutesLater(5);
  await worker.round();
  expect(await stored()).toEqual(['e1']);
});

test('pages that follow each other take the account’s turns, one by one among all who call it', async () => {
  const workers = [1, 2].map(() => aWorker(async (cursor) => ({ ...pageAfter(cursor), hasMore: true }), { perSecond: 0.5, burst: 2 }));
  const key = { workspaceId, account: connectionId, rateClass: 'probe' };
  const fetchedAt: number[] = [];
  for (let second = 0; second < 12; second += 1) {
    minutesLater(second / 60);
    for (let round = 0; round < 3; round += 1) {
      for (const worker of workers) {
        const before = worker.cursors.length;
        expect(await worker.round()).not.toBeNull();
        if (worker.cursors.length > before) fetchedAt.push(second);
      }
    }
    // A step of a flow calls the same account, and gets one of the turns.
    if (second === 5) await workers[0]?.rates.take({ ...key, limit: { perSecond: 0.5, burst: 2 }, hasTurn: false });
  }
  expect(fetchedAt).toEqual([0, 0, 2, 4, 6, 10]);
  expect(await standing()).toMatchObject({ cursor: 6, failures: 0, problem: null });
  expect(await stored()).toHaveLength(6);
});

test('a provider that asks for patience is left alone for so long, by steps as well', async () => {
  let isBusy = true;
  const worker = aWorker(async (cursor) => {
    if (isBusy) throw new NodeError('rate_limited', { vi: 'Quá nhiều', en: 'Too many' }, { retryAfterMs: 20 * 60_000 });
    return pageAfter(cursor);
  });
  await worker.round();
  const turn = await worker.rates.take({ workspaceId, account: connectionId, rateClass: 'probe', hasTurn: false });
  expect([turn.cause, turn.at - now.getTime()]).toEqual(['paused', 20 * 60_000]);
  isBusy = false;
  minutesLater(19);
  await worker.round();
  expect(worker.cursors).toHaveLength(1);
  minutesLater(20);
  await worker.round();
  expect(await stored()).toEqual(['e1']);
});
