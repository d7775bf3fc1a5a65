import { NodeError } from '@noi/node-sdk';
import { createNodeHarness } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { zaloPackage } from '../index.ts';
import { zaloWebhook } from '../webhook/zaloWebhook.ts';
import { getZnsQuota } from './getZnsQuota.ts';
import { sendOaText } from './sendOaText.ts';

test('the quota is read as numbers, though Zalo writes text', async () => {
  await using harness = await createNodeHarness(zaloPackage);
  await harness.play('setQuota', { remaining: 12 });
  expect(await harness.run(getZnsQuota, {})).toEqual({ daily: 5000, remaining: 12 });
});

test('a customer who wrote can be answered for seven days, free for two', async () => {
  let now = Date.parse('2026-11-25T03:00:00.000Z');
  await using harness = await createNodeHarness(zaloPackage, { clock: { now: () => new Date(now) } });
  await harness.play('customerTexts', { phone: '0912345678', text: 'Shop ơi' });
  const [delivery] = await harness.takeDeliveries();
  if (delivery === undefined) throw new Error('nothing came');
  const outcome = harness.webhook(zaloWebhook, delivery);
  if (outcome.answered !== 'taken') throw new Error(outcome.answered);
  const [event] = outcome.events;
  expect(event).toMatchObject({ type: 'message.replied', payload: { message: { text: 'Shop ơi' } } });
  const userId = event?.type === 'message.replied' ? (event.payload as { message: { recipient?: string } }).message.recipient : undefined;
  expect(userId).toMatch(/^\d{19}$/);

  const answer = { userId: userId ?? '', text: 'Dạ shop nghe ạ' };
  expect(await harness.run(sendOaText, answer)).toMatchObject({ quotaType: 'reply' });
  now += 3 * 86_400_000;
  const values = await harness.refresh();
  expect(await harness.run(sendOaText, answer, { values })).toMatchObject({ quotaType: 'sub_quota' });
  now += 5 * 86_400_000;
  const later = await harness.refresh(values);
  await expect(harness.run(sendOaText, answer, { values: later })).rejects.toMatchObject({ kind: 'rejected', options: { providerCode: '-230' } });
});

test('a text over 2000 characters is not sent', async () => {
  await using harness = await createNodeHarness(zaloPackage);
  const error = await harness.run(sendOaText, { userId: '1', text: 'a'.repeat(2001) }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(NodeError);
  expect(error).toMatchObject({ kind: 'invalid_input', options: { field: 'text' } });
});
