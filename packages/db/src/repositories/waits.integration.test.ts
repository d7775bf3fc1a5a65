import type { ParsedEvent } from '@noi/events';
import type { AwaitAnswer } from '@noi/flow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db, HeardWait, OpenWait, WaitKey } from '../Db.ts';
import { newId } from '../newId.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aLiveFlow, startRuns } from '../testRecords.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

let shops = 0;

/** A shop of its own with some runs. */
async function aShop(runs: number) {
  shops += 1;
  const workspaceId = `shop-${shops}`;
  const flow = await aLiveFlow(db, workspaceId);
  const started = await startRuns(db, { workspaceId, flow, keys: Array.from({ length: runs }, (_, nr) => `${nr}`) });
  await db.runs.markStarted(started);
  return { workspaceId, flowId: flow.id, runs: started, run: started[0]?.id ?? '' };
}
type Shop = Awaited<ReturnType<typeof aShop>>;

function waitFor(shop: Shop, change: Partial<OpenWait> = {}): OpenWait {
  const { workspaceId, flowId, run } = shop;
  return {
    ...{ workspaceId, flowId, runId: run, token: 'root/paid#1@1', stepId: 'paid', kind: 'event', matchKey: 'order:100', since: new Date(0), until: null },
    awaited: { kind: 'event', event: 'payment.received', belongs: 'order', since: 0, timezone: 'Asia/Ho_Chi_Minh' },
    ...change,
  };
}

function hold(shop: Shop, runId: string, key = 'flow:f'): OpenWait {
  return waitFor(shop, { runId, kind: 'hold', matchKey: null, awaited: { kind: 'hold', key, reason: { vi: 'Tạm dừng', en: 'Paused' } } });
}

let facts = 0;
async function tell({ workspaceId }: Shop, ...events: readonly Pick<ParsedEvent, 'type' | 'payload'>[]): Promise<void> {
  for (const event of events) {
    facts += 1;
    const parsed = { externalId: `fact-${facts}`, occurredAt: '2026-11-22T03:00:00.000Z', ...event } as ParsedEvent;
    await db.events.store([{ workspaceId, source: 'api', connectionId: null, event: parsed }]);
  }
}

const payment = (orderCode: string, amount = 1) => ({ type: 'payment.received' as const, payload: { orderCode, amount, paidAt: '2026-11-22T03:00:00.000Z' } });
const done: AwaitAnswer = { outcome: 'done', port: 'next', output: { amount: 1 } };
const claim = async ({ workspaceId }: Shop, now = new Date(), leaseMs = 10_000) =>
  (await db.waits.claimAnswered({ limit: 100, now, leaseMs })).filter((due) => due.workspaceId === workspaceId);
const orderOf = ({ event }: HeardWait) => (event.type === 'payment.received' ? event.payload.orderCode : event.type);

/** One batch of the dispatcher that takes everything and answers what it hears. */
async function dispatch(answers = true): Promise<readonly HeardWait[]> {
  const heard: HeardWait[] = [];
  await db.dispatch.batch(1000, async ({ events, waits }) => {
    for await (const page of waits.heard(events)) {
      heard.push(...page);
      if (answers) await waits.answer(page.map((hit) => ({ ...key(hit), answer: { ...done, output: { ...hit.event.payload } } })));
    }
  });
  return heard;
}
const key = ({ workspaceId, runId, token }: WaitKey) => ({ workspaceId, runId, token });

test('whoever answers first wins, the answer is delivered until it is taken', async () => {
  const shop = await aShop(1);
  const wait = waitFor(shop);
  expect(await db.waits.open([wait])).toEqual([{ isNew: true, answer: null }]);

  const answers = await Promise.all([1, 2, 3].map((amount) => db.waits.answer({ ...key(wait), answer: { ...done, output: { amount } } })));
  expect(answers).toEqual([true, false, false]);
  const due = { ...key(wait), answer: done, workflowId: shop.runs[0]?.workflowId, host: 'present' };
  expect(await claim(shop)).toEqual([due]);
  expect(await claim(shop)).toEqual([]);
  expect(await claim(shop, new Date(Date.now() + 10_001))).toEqual([due]);
  await db.waits.close([wait]);
  expect(await claim(shop, new Date(Date.now() + 60_000))).toEqual([]);
  expect(await db.waits.answer({ ...key(wait), answer: done })).toBe(false);
});

test('opening again changes nothing and brings what was answered meanwhile', async () => {
  const shop = await aShop(1);
  const wait = waitFor(shop);
  await db.waits.open([wait]);
  const before = await db.waits.get(wait);
  expect(await db.waits.open([wait])).toEqual([{ isNew: false, answer: null }]);
  expect(await db.waits.get(wait)).toEqual(before);

  await db.waits.answer({ ...key(wait), answer: done });
  expect(await db.waits.open([wait, waitFor(shop, { token: 'other' })])).toEqual([
    { isNew: false, answer: done },
    { isNew: true, answer: null },
  ]);
  await db.waits.closeAll({ workspaceId: shop.workspaceId, runIds: [shop.run] });
});

test('a run that asks for something else under the same token is listened for anew', async () => {
  const shop = await aShop(1);
  await db.waits.open([waitFor(shop)]);
  expect(await db.waits.open([waitFor(shop, { matchKey: 'order:200' })])).toEqual([{ isNew: true, answer: null }]);
  await tell(shop, payment('100'), payment('#200'));

  expect((await dispatch()).map(orderOf)).toEqual(['#200']);
});

test('a closed wait that is asked for again is open again', async () => {
  const shop = await aShop(1);
  const wait = waitFor(shop);
  await db.waits.open([wait]);
  await db.waits.close([wait]);
  await tell(shop, payment('100'));
  expect(await dispatch()).toEqual([]);

  expect(await db.waits.open([wait])).toEqual([{ isNew: true, answer: null }]);
  expect((await db.waits.missed({ workspaceId: shop.workspaceId, waits: [wait] })).map(orderOf)).toEqual(['100']);
});

test('an event of this order ends the wait, once; other orders, other shops and other types do not', async () => {
  const [shop, other] = [await aShop(1), await aShop(1)];
  await db.waits.open([waitFor(shop)]);
  await tell(other, payment('100'));
  await tell(shop, payment('200'), { type: 'webhook.received', payload: { body: { orderCode: '100' }, query: {} } }, payment('#100 ', 5), payment('100', 6));

  expect((await dispatch()).map(orderOf)).toEqual(['#100 ', '100']);
  expect((await claim(shop)).map(({ answer }) => answer)).toMatchObject([{ output: { amount: 5 } }]);
  await tell(shop, payment('100'));
  expect(await dispatch()).toEqual([]);
});

test('a batch that fails answers nobody', async () => {
  const shop = await aShop(1);
  await db.waits.open([waitFor(shop)]);
  await tell(shop, payment('100'));
  const lost = db.dispatch.batch(10, async ({ events, waits }) => {
    for await (const page of waits.heard(events)) await waits.answer(page.map((hit) => ({ ...key(hit), answer: done })));
    throw new Error('the worker died');
  });
  await expect(lost).rejects.toThrow('the worker died');
  expect((await db.waits.get(waitFor(shop)))?.answer).toBeNull();

  expect(await dispatch()).toHaveLength(1);
});

test('what is known of an order and of a message is used: the customer of a paid order, the run of a rated message', async () => {
  const shop = await aShop(2);
  const [rated, paid] = shop.runs.map((run) => run.id);
  const tracked = { workspaceId: shop.workspaceId, runId: rated ?? '', scope: 'root', stepId: 'ask', visit: 1 };
  const facts = { flowId: shop.flowId, connectionId: null, channel: 'zalo', purpose: 'care', recipient: '+84912345678', preview: '', priceVnd: null };
  await db.messages.reserve({ ...tracked, ...facts, trackingId: `track-${newId()}` });
  await db.messages.settle(tracked, { state: 'sent', at: new Date(), providerMessageId: 'zalo-message' });
  await db.events.store([
    {
      ...{ workspaceId: shop.workspaceId, source: 'haravan', connectionId: null },
      event: { type: 'webhook.received', externalId: 'first', occurredAt: '2026-11-22T03:00:00.000Z', payload: { body: {}, query: {} } },
    },
  ]);
  await db.dispatch.batch(100, async ({ orders }) => {
    await orders.saveOrder({
      ...{ workspaceId: shop.workspaceId, source: 'haravan', externalId: '1', code: '100', state: 'open', total: 1, customerName: null, phone: '+84912345678' },
      ...{ facts: {}, factsAt: new Date(), placedAt: new Date(), reportedDeliveredAt: null, deliveredAt: null },
    });
  });
  const stars = { kind: 'event', event: 'customer.rated', belongs: 'order', since: 0, timezone: 'UTC' } as const;
  await db.waits.open([
    waitFor(shop, { runId: rated ?? '', matchKey: 'order:100', awaited: stars }),
    waitFor(shop, { runId: paid ?? '', matchKey: 'customer:+84912345678' }),
  ]);
  await tell(shop, payment('100'), { type: 'customer.rated', payload: { rating: { stars: 5, message: { channel: 'zalo', messageId: 'zalo-message' } } } });

  expect((await dispatch()).map(({ runId }) => runId)).toEqual([paid, rated]);
});

test('events that came before the wait was open are found, from its beginning on, but for the one that started the run', async () => {
  const shop = await aShop(1);
  await tell(shop, payment('100', 1));
  await dispatch();
  const since = new Date((await db.events.list({ workspaceId: shop.workspaceId, type: 'payment.received', limit: 1 }))[0]?.receivedAt ?? 0);
  await tell(shop, payment('200', 2), payment('100', 3));
  const wait = waitFor(shop, { since });
  await db.waits.open([wait]);

  expect((await db.waits.missed({ workspaceId: shop.workspaceId, waits: [wait] })).map(orderOf)).toEqual(['100', '100']);
  const later = waitFor(shop, { since: new Date(since.getTime() + 1) });
  expect((await db.waits.missed({ workspaceId: shop.workspaceId, waits: [later] })).map(({ event }) => event.payload)).toMatchObject([{ amount: 3 }]);
  const own: OpenWait['awaited'] = { kind: 'event', event: 'webhook.received', belongs: 'anyone', since: 0, timezone: 'UTC' };
  expect(await db.waits.missed({ workspaceId: shop.workspaceId, waits: [waitFor(shop, { awaited: own, matchKey: '*' })] })).toEqual([]);
});

test('holds of one key are counted, listed and released together, spread evenly in their order', async () => {
  const shop = await aShop(4);
  const [first, second, third, fourth] = shop.runs.map((run) => run.id);
  for (const runId of [first, second, third]) await db.waits.open([hold(shop, runId ?? '')]);
  await db.waits.open([hold(shop, fourth ?? '', 'connection:c')]);
  const { workspaceId } = shop;
  expect(await db.waits.countHeld({ workspaceId, holdKey: 'flow:f' })).toBe(3);
  expect((await db.waits.listHeld({ workspaceId, limit: 10 })).map(({ runId }) => runId)).toEqual([first, second, third, fourth]);
  expect(await db.waits.listHeld({ workspaceId, holdKey: 'flow:f', runId: second ?? '', limit: 10 })).toMatchObject([{ runId: second, kind: 'hold' }]);

  const now = new Date(Date.now() + 1_000);
  const answer: AwaitAnswer = { outcome: 'again' };
  expect(await db.waits.answerHeld({ workspaceId, holdKey: 'flow:f', answer, now, spreadMs: 30_000 })).toBe(3);
  expect(await db.waits.answerHeld({ workspaceId, holdKey: 'flow:f', answer, now })).toBe(0);
  expect(await db.waits.countHeld({ workspaceId, holdKey: 'flow:f' })).toBe(0);
  // Put off: asking again does not bring it sooner.
  expect(await db.waits.open([hold(shop, second ?? '')])).toEqual([{ isNew: false, answer: null }]);
  const dueAt = async (ms: number) => (await claim(shop, new Date(now.getTime() + ms), 600_000)).map(({ runId }) => runId);
  expect([await dueAt(-1), await dueAt(0), await dueAt(9_999), await dueAt(20_000)]).toEqual([[], [first], [], [second, third]]);
});

test('a run that ends closes its waits; where it is hosted is told with its answers', async () => {
  const shop = await aShop(2);
  const [ends, starts] = shop.runs;
  if (!ends || !starts) throw new Error('two runs');
  await db.waits.open([waitFor(shop, { runId: ends.id }), waitFor(shop, { runId: starts.id })]);
  await db.runs.record({ workspaceId: shop.workspaceId, runId: ends.id, records: [], outcome: { state: 'done' }, at: new Date() });
  expect((await db.waits.get(waitFor(shop, { runId: ends.id })))?.closedAt).toBeInstanceOf(Date);
  expect((await db.waits.get(waitFor(shop, { runId: starts.id })))?.closedAt).toBeNull();

  await db.waits.open([waitFor(shop, { runId: ends.id })]);
  for (const { id } of shop.runs) await db.waits.answer({ ...key(waitFor(shop, { runId: id })), answer: done });
  expect((await claim(shop)).map(({ runId, host }) => [runId, host]).sort()).toEqual(
    [
      [ends.id, 'ended'],
      [starts.id, 'present'],
    ].sort(),
  );
});

test('two who deliver share the answers', async () => {
  const shop = await aShop(20);
  const waits = shop.runs.map(({ id }) => waitFor(shop, { runId: id }));
  await db.waits.open(waits);
  await Promise.all(waits.map((wait) => db.waits.answer({ ...key(wait), answer: done })));
  const claimed = await Promise.all([claim(shop), claim(shop), claim(shop)]);

  expect(
    claimed
      .flat()
      .map(({ runId }) => runId)
      .sort(),
  ).toEqual(shop.runs.map(({ id }) => id).sort());
});

test('an answer wakes those who deliver, once it is committed', async () => {
  const shop = await aShop(1);
  await db.waits.open([waitFor(shop)]);
  let wake: () => void = () => undefined;
  const woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const stop = await db.waits.onAnswered(wake);
  await db.waits.answer({ ...key(waitFor(shop)), answer: done });
  await woken;
  await stop();

  expect((await db.waits.get(waitFor(shop)))?.answer).toEqual(done);
});
