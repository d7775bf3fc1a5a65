import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MessageKey } from '../Db.ts';
import { newId } from '../newId.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';

const workspaceId = 'shop';
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 3, minute));
const aKey = (): MessageKey => ({ workspaceId, runId: newId(), scope: 'root', stepId: 'send', visit: 1 });
const reserve = (key: MessageKey, flowId = newId()) => {
  const facts = { connectionId: null, channel: 'zalo', purpose: 'care', recipient: '+84912345678', preview: 'Chào chị Lan', priceVnd: 300 };
  return database.db.messages.reserve({ ...key, ...facts, flowId, trackingId: key.runId.slice(0, 30) });
};

test('a message is reserved once, and a second reservation sees how the first stands', async () => {
  const { messages } = database.db;
  const key = aKey();
  const first = await reserve(key);
  await messages.settle(key, { state: 'sent', providerMessageId: 'm1', at: at(1) });
  const second = await reserve(key);

  expect(first).toMatchObject({ isNew: true, row: { state: 'reserved', ...key } });
  expect(second).toMatchObject({ isNew: false, row: { state: 'sent', providerMessageId: 'm1', sentAt: at(1) } });
});

test('of many that reserve one message at once exactly one may send it', async () => {
  const key = aKey();
  const results = await Promise.all(Array.from({ length: 20 }, () => reserve(key)));

  expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
});

test.each([
  ['sent', 'unknown', 'sent'],
  ['sent', 'sent', 'sent'],
  ['failed', 'sent', 'failed'],
  ['unknown', 'sent', 'sent'],
  ['unknown', 'failed', 'failed'],
] as const)('settled %s, then %s: the row is %s', async (first, second, state) => {
  const { messages } = database.db;
  const key = aKey();
  await reserve(key);
  await messages.settle(key, { state: first, at: at(1) });
  await messages.settle(key, { state: second, at: at(2) });

  expect((await messages.get(key))?.state).toBe(state);
});

test('the end of a step carries what became of its message, beside steps that have none; a receipt that came before keeps its word', async () => {
  const { messages, runs } = database.db;
  const [plain, told, silent] = [aKey(), aKey(), aKey()];
  for (const key of [plain, told]) await reserve(key);
  await messages.settle(told, { state: 'failed', at: at(1) });
  await Promise.all([
    runs.endStep({ ...plain, attempt: 1, at: at(2), state: 'done', output: { messageId: 'm1' }, sent: { providerMessageId: 'm1' } }),
    runs.endStep({ ...told, attempt: 1, at: at(2), state: 'done', output: {}, sent: {} }),
    runs.endStep({ ...silent, attempt: 1, at: at(2), state: 'done', output: {} }),
  ]);

  expect(await messages.get(plain)).toMatchObject({ state: 'sent', providerMessageId: 'm1', sentAt: at(2) });
  expect(await messages.get(told)).toMatchObject({ state: 'failed', providerMessageId: null });
  expect(await messages.get(silent)).toBeNull();
  for (const key of [plain, told, silent]) expect(await runs.stepRuns(key)).toMatchObject([{ state: 'done' }]);
});

test('the end of a step that leaves its message unknown says so in the ledger as well, unless that knows better', async () => {
  const { messages, runs } = database.db;
  const [open, received, silent] = [aKey(), aKey(), aKey()];
  for (const key of [open, received]) await reserve(key);
  await messages.settle(received, { state: 'sent', at: at(1) });
  const error = { kind: 'unknown_outcome', text: { vi: 'Chưa rõ', en: 'Not known' }, repeatable: false } as const;
  await Promise.all([open, received, silent].map((key) => runs.endStep({ ...key, attempt: 1, at: at(2), state: 'skipped', port: 'next', unknown: error })));

  expect(await messages.get(open)).toMatchObject({ state: 'unknown', error, sentAt: null });
  expect(await messages.get(received)).toMatchObject({ state: 'sent', error: null });
  expect(await messages.get(silent)).toBeNull();
});

test('a reservation of another time than the one that was looked up is not given back', async () => {
  const { messages } = database.db;
  const key = aKey();
  const { row } = await reserve(key);
  await messages.release({ ...key, reservedAt: at(0) });
  expect(await messages.get(key)).toMatchObject({ state: 'reserved' });
  await messages.release({ ...key, reservedAt: row?.reservedAt ?? at(0) });
  expect(await messages.get(key)).toBeNull();
});

test('a reservation that was surely not used is given back, a sent message is not', async () => {
  const { messages } = database.db;
  const [unused, used] = [aKey(), aKey()];
  await reserve(unused);
  await reserve(used);
  await messages.settle(used, { state: 'sent', at: at(1) });
  await messages.release(unused);
  await messages.release(used);

  expect(await messages.get(unused)).toBeNull();
  expect(await messages.get(used)).toMatchObject({ state: 'sent' });
  expect((await reserve(unused)).isNew).toBe(true);
});

test('lists go back in time and keep to what is asked', async () => {
  const { messages } = database.db;
  const flowId = newId();
  const keys = [aKey(), aKey(), aKey()];
  for (const key of keys) await reserve(key, flowId);
  const [newest, ...older] = await messages.list({ workspaceId, flowId, limit: 10 });

  expect([newest, ...older].map((row) => row?.runId)).toEqual(keys.map(({ runId }) => runId).reverse());
  expect(await messages.list({ workspaceId, runId: keys[1]?.runId ?? '', limit: 10 })).toMatchObject([{ runId: keys[1]?.runId }]);
  expect(await messages.list({ workspaceId, flowId, state: 'sent', limit: 10 })).toEqual([]);
  const before = newest?.reservedAt ?? at(0);
  expect((await messages.list({ workspaceId, flowId, before, limit: 10 })).every(({ reservedAt }) => reservedAt < before)).toBe(true);
});

describe('messages under a cap', () => {
  const longAgo = new Date(0);
  const aMessage = (recipient: string, change: { channel?: string; purpose?: string; workspaceId?: string } = {}) => {
    const key = aKey();
    return {
      ...key,
      connectionId: null,
      channel: 'zalo',
      purpose: 'care',
      recipient,
      preview: 'Chào',
      priceVnd: null,
      flowId: newId(),
      trackingId: key.runId,
      ...change,
    };
  };
  const atMost = (most: number) => ({ since: [longAgo], objection: ([count = 0]: readonly number[]) => (count >= most ? 'full' : null) });

  test('of many that reserve for one person at once, so many as the cap allows get in', async () => {
    const { messages } = database.db;
    const answers = await Promise.all(Array.from({ length: 12 }, () => messages.reserveUnless(aMessage('+84900000001'), atMost(3))));

    expect(answers.filter((answer) => 'row' in answer && answer.isNew)).toHaveLength(3);
    expect(answers.filter((answer) => 'objection' in answer && answer.objection === 'full')).toHaveLength(9);
  });

  test('a row that exists is returned without asking', async () => {
    const { messages } = database.db;
    const message = aMessage('+84900000002');
    await messages.reserveUnless(message, atMost(1));
    await messages.settle(message, { state: 'sent', at: at(1) });

    expect(await messages.reserveUnless(message, atMost(0))).toMatchObject({ isNew: false, row: { state: 'sent' } });
  });

  test('one of which nobody knows is asked about like a new one, and does not count itself', async () => {
    const { messages } = database.db;
    const message = aMessage('+84900000004');
    await messages.reserveUnless(message, atMost(1));
    await messages.settle(message, { state: 'unknown', at: at(1) });

    expect(await messages.reserveUnless(message, atMost(1))).toMatchObject({ isNew: false, row: { state: 'unknown' } });
    expect(await messages.reserveUnless(message, atMost(0))).toEqual({ objection: 'full' });
    await messages.reserve(aMessage('+84900000004'));
    expect(await messages.reserveUnless(message, atMost(1))).toEqual({ objection: 'full' });
    expect(await messages.get(message)).toMatchObject({ state: 'unknown' });
  });

  test('counted is what may have reached this person, on this channel, for this purpose, in this shop, since then', async () => {
    const { messages } = database.db;
    const recipient = '+84900000003';
    const [failed, unknown, sent] = [aMessage(recipient), aMessage(recipient), aMessage(recipient)];
    const others = [
      aMessage('+84900000004'),
      aMessage(recipient, { channel: 'sms' }),
      aMessage(recipient, { purpose: 'promotion' }),
      aMessage(recipient, { workspaceId: 'other' }),
    ];
    for (const message of [failed, unknown, sent, aMessage(recipient), ...others]) await messages.reserve(message);
    await messages.settle(failed, { state: 'failed', at: at(1) });
    await messages.settle(unknown, { state: 'unknown', at: at(1) });
    await messages.settle(sent, { state: 'sent', at: at(1) });
    const later = new Date(Date.now() + 3_600_000);

    expect(await messages.countSent({ ...aMessage(recipient), since: [longAgo, later] })).toEqual([3, 0]);
  });
});
