import { createMemoryStore, createSandboxServer } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { aServer, packages, type Shop } from '../../test/aServer.ts';

const key = 'key-of-the-sandbox';
const to = '+84912345678';

test('a member of one shop neither sees nor touches the phone of another, nor does what they play happen there', async () => {
  const store = createMemoryStore();
  await using sandbox = await createSandboxServer({ packages, store, phone: store, key });
  await using server = await aServer({ config: { sandbox: { url: sandbox.url, key } } });
  const [lan, binh] = [await server.shop('lan'), await server.shop('binh')];
  for (const shop of [lan, binh]) await server.mutate(shop, 'connections.openSandbox', { type: 'haravan.shop' });
  const content = { id: 'm1', to, channel: 'sms', sender: { name: 'Binh' }, text: 'Chào chị', sentAt: '2026-11-22T03:00:00.000Z' };
  await store.showOnPhone({ workspaceId: binh.workspaceId, packageId: 'zalo', id: 'm1', to, channel: 'sms', content, sentAt: new Date(content.sentAt) });

  const threads = async (shop: Shop) => (await server.query(shop, 'phone.threads')).body.result.data;
  const messages = async (shop: Shop) => (await server.query(shop, 'phone.messages', { to })).body.result.data;
  expect([await threads(lan), await messages(lan)]).toEqual([[], []]);
  expect(await messages(binh)).toMatchObject([{ id: 'm1', content, taps: [] }]);

  const tap = (shop: Shop) => server.mutate(shop, 'phone.tap', { messageId: 'm1', tap: { kind: 'open' } });
  expect(await tap(lan)).toMatchObject({ status: 404, body: { error: { data: { appCode: 'not_found' } } } });
  expect(await messages(binh)).toMatchObject([{ taps: [] }]);
  expect((await tap(binh)).status).toBe(200);
  expect(await messages(binh)).toMatchObject([{ taps: [{ kind: 'open' }] }]);

  // Binh's account is the newer one of the two.
  await server.mutate(lan, 'phone.play', { packageId: 'haravan', scenarioId: 'place-order', input: {} });
  await sandbox.deliverCallbacks();
  const events = async (shop: Shop) => (await server.rest(shop, '/events')).body.events;
  expect(await events(lan)).toMatchObject([{ type: 'order.created' }]);
  expect(await events(binh)).toEqual([]);
});
