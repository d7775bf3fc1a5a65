import { randomUUID } from 'node:crypto';
import { createCatalog } from '@noi/catalog';
import { createTestDatabase } from '@noi/db/testing';
import { createNodeHarness } from '@noi/node-testing';
import { zaloPackage } from '@noi/nodes-zalo';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createNoticeSender } from './createNoticeSender.ts';
import { deliverNotices } from './deliverNotices.ts';

const weekMs = 7 * 86_400_000;
const Texted = z.object({ sender: z.object({ id: z.string() }) });
const logger = { debug: () => undefined, info: () => undefined, warn: () => undefined };

test('whoever wrote to the shop’s OA is told on Zalo, once; after a week of silence the shop reads why not', async () => {
  let now = new Date('2026-11-22T03:00:00Z');
  await using database = await createTestDatabase();
  await using zalo = await createNodeHarness(zaloPackage, { clock: { now: () => now } });
  const { db } = database;
  const [workspaceId, connectionId] = [randomUUID(), randomUUID()];
  await zalo.play('customerTexts', { phone: '0912345678', name: 'Chủ shop', text: 'Cho mình nhận cảnh báo' });
  const [delivery] = await zalo.takeDeliveries();
  const userId = Texted.parse(JSON.parse(Buffer.from(delivery?.body ?? []).toString('utf8'))).sender.id;
  const ages = { quietMinutes: 60, stepDataDays: 90, eventDays: 365 };
  await db.alerts.saveSettings(workspaceId, { ...ages, channels: { zalo: { connectionId, userId } } });

  let values = zalo.values;
  const connections = {
    context: async () => ({ http: zalo.http(values), client: undefined, redact: (value: unknown) => value, problem: null, lose: async () => 'lost' as const }),
  };
  const sender = { db, catalog: createCatalog([zaloPackage]), connections, openSecret: () => '', logger, now: () => now };
  const round = () => deliverNotices({ db, logger, now: () => now, send: createNoticeSender(sender) });
  const latest = async () => (await db.alerts.list({ workspaceId, limit: 1 }))[0]?.deliveries;

  await db.alerts.sendTest({ workspaceId, at: now });
  await Promise.all([round(), round()]);
  expect(await latest()).toMatchObject([{ channel: 'zalo', target: userId, state: 'sent' }]);
  const shown = await zalo.phone.phoneMessages('+84912345678', 10);
  expect(shown).toMatchObject([{ content: { channel: 'zalo', text: expect.stringContaining('Tin thử từ Nối') } }]);

  now = new Date(now.getTime() + weekMs + 60_000);
  values = await zalo.refresh();
  await db.alerts.sendTest({ workspaceId, at: now });
  await round();
  expect(await latest()).toMatchObject([{ state: 'failed', problem: { vi: expect.stringMatching(/7 ngày/) } }]);
  expect(await zalo.phone.phoneMessages('+84912345678', 10)).toHaveLength(1);
});
