import { type MessageKey, newId } from '@noi/db';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import type { MessageFact, ParsedEvent } from '@noi/events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyReceipts } from './applyReceipts.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

const at = new Date('2026-11-22T03:00:00Z');
const later = new Date('2026-11-22T03:05:00Z');

/** A message that a run is about to send; its key and tracking id are its own. */
async function aReservedMessage(workspaceId = 'shop') {
  const { messages } = database.db;
  const key: MessageKey = { workspaceId, runId: newId(), scope: 'root', stepId: 'send', visit: 1 };
  const trackingId = `t-${key.runId}`;
  const facts = { flowId: newId(), connectionId: null, channel: 'zalo', purpose: 'care', recipient: '+84912345678', preview: 'Chào chị Lan', priceVnd: 300 };
  await messages.reserve({ ...key, ...facts, trackingId });
  return { key, trackingId, providerMessageId: `m-${key.runId}` };
}

let receipts = 0;
async function receive(events: readonly Pick<ParsedEvent, 'type' | 'payload'>[], workspaceId = 'shop') {
  const { db } = database;
  for (const event of events) {
    receipts += 1;
    const parsed = { ...event, externalId: `r${receipts}`, occurredAt: later.toISOString() } as ParsedEvent;
    await db.events.store([{ workspaceId, source: 'zalo', connectionId: null, event: parsed }]);
  }
  while ((await db.dispatch.batch(50, async (batch) => void (await applyReceipts(batch, batch.events)))) > 0);
}

const about = (message: Omit<MessageFact, 'channel'>) => ({ message: { channel: 'zalo' as const, ...message } });
const delivered = (message: Omit<MessageFact, 'channel'>) => ({
  type: 'message.delivered' as const,
  payload: { ...about(message), deliveredAt: later.toISOString() },
});
const rated = (stars: number, message: Omit<MessageFact, 'channel'>) => ({
  type: 'customer.rated' as const,
  payload: { rating: { stars, ...about(message) } },
});

test('a receipt that names the provider’s message id turns the sent message to delivered', async () => {
  const { messages } = database.db;
  const { key, providerMessageId } = await aReservedMessage();
  await messages.settle(key, { state: 'sent', providerMessageId, at });
  await receive([delivered({ messageId: providerMessageId })]);

  expect(await messages.get(key)).toMatchObject({ state: 'delivered', providerMessageId, sentAt: at, deliveredAt: later });
});

test('a receipt that comes before the sending was written down is found by tracking id, and stays', async () => {
  const { messages } = database.db;
  const { key, trackingId, providerMessageId } = await aReservedMessage();
  await receive([delivered({ trackingId, messageId: providerMessageId })]);
  await messages.settle(key, { state: 'sent', providerMessageId, at });

  expect(await messages.get(key)).toMatchObject({ state: 'delivered', providerMessageId, sentAt: at, deliveredAt: later });
});

test('a receipt settles a message whose sending was lost in a crash', async () => {
  const { messages } = database.db;
  const { key, trackingId } = await aReservedMessage();
  await messages.settle(key, { state: 'unknown', at });
  await receive([delivered({ trackingId })]);

  expect(await messages.get(key)).toMatchObject({ state: 'delivered', deliveredAt: later });
});

test('a failure after the sending keeps the provider’s reason, and a late receipt does not undo it', async () => {
  const { messages } = database.db;
  const { key, trackingId } = await aReservedMessage();
  await messages.settle(key, { state: 'sent', at });
  await receive([{ type: 'message.failed', payload: about({ trackingId, reason: 'Blocked by user' }) }, delivered({ trackingId })]);

  expect(await messages.get(key)).toMatchObject({ state: 'failed', deliveredAt: null, error: { kind: 'rejected', providerMessage: 'Blocked by user' } });
});

test('a failure that is told after the delivery changes nothing', async () => {
  const { messages } = database.db;
  const { key, trackingId } = await aReservedMessage();
  await receive([delivered({ trackingId }), { type: 'message.failed', payload: about({ trackingId, reason: 'late' }) }]);

  expect(await messages.get(key)).toMatchObject({ state: 'delivered', error: null });
});

test('stars land on the message that asked for them', async () => {
  const { messages } = database.db;
  const { key, trackingId } = await aReservedMessage();
  await messages.settle(key, { state: 'sent', at });
  await receive([rated(5, { trackingId })]);

  expect(await messages.get(key)).toMatchObject({ state: 'delivered', ratedStars: 5, deliveredAt: later });
});

test('a reply proves the delivery but its id is not the message’s', async () => {
  const { messages } = database.db;
  const { key, trackingId } = await aReservedMessage();
  await receive([{ type: 'message.replied', payload: about({ trackingId, messageId: 'the-reply', text: 'Cảm ơn shop' }) }]);

  expect(await messages.get(key)).toMatchObject({ state: 'delivered', providerMessageId: null });
});

test('receipts of strangers’ messages, and of another shop, touch nothing', async () => {
  const { messages } = database.db;
  const { key, trackingId } = await aReservedMessage('shop');
  await receive([delivered({ messageId: 'never-sent-by-us' })]);
  await receive([delivered({ trackingId })], 'other-shop');

  expect(await messages.get(key)).toMatchObject({ state: 'reserved', deliveredAt: null });
});
