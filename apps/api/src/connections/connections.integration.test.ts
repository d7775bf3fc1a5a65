import { describeFields } from '@noi/catalog';
import { createMemoryStore, createSandboxServer } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { aServer, packages, type Shop, type TestServer } from '../../test/aServer.ts';

const key = 'key-of-the-sandbox';

async function aSandbox() {
  const store = createMemoryStore();
  return createSandboxServer({ packages, store, phone: store, key, describeFields });
}

const open = async (server: TestServer, shop: Shop, type: string) =>
  (await server.mutate(shop, 'connections.openSandbox', { type })).body.result.data.id as string;
const templateForm = (connectionId: string) => ({ connectionId, node: 'zalo.sendZns', nodeVersion: 1, field: 'templateId', input: {}, search: '' });

test('every kind of account opens at its emulator and answers a test', async () => {
  await using sandbox = await aSandbox();
  await using server = await aServer({ config: { sandbox: { url: sandbox.url, key } } });
  const shop = await server.shop('lan');
  const types = server.services.catalog.packages.flatMap((one) => one.connections.filter(({ hasSandbox }) => hasSandbox).map(({ id }) => id));
  expect(types.length).toBeGreaterThan(3);
  for (const type of types) {
    const id = await open(server, shop, type);
    expect([type, (await server.mutate(shop, 'connections.test', { id })).body.result.data]).toEqual([type, { ok: true, account: expect.any(String) }]);
  }
});

test('a Zalo token that ended before its time is renewed without anyone noticing', async () => {
  await using sandbox = await aSandbox();
  await using server = await aServer({ config: { sandbox: { url: sandbox.url, key } } });
  const shop = await server.shop('lan');
  const id = await open(server, shop, 'zalo.oa');
  const scenarios = (await server.query(shop, 'phone.scenarios')).body.result.data as { packageId: string; id: string }[];
  const ending = scenarios.find((one) => one.packageId === 'zalo' && /token|expire/i.test(one.id));
  if (!ending) throw new Error('the emulator can end a token');
  await server.mutate(shop, 'phone.play', { packageId: 'zalo', scenarioId: ending.id, input: {} });

  const before = await server.db.connections.get({ workspaceId: shop.workspaceId, id });
  expect((await server.query(shop, 'connections.options', templateForm(id))).body.result.data.options).toContainEqual(
    expect.objectContaining({ value: '320001' }),
  );
  const after = await server.db.connections.get({ workspaceId: shop.workspaceId, id });
  expect(after).toMatchObject({ state: 'ok', revision: (before?.revision ?? 0) + 1 });
});

test('an account that does not answer says so in words, and the values of an emulated one are not for people', async () => {
  await using sandbox = await aSandbox();
  await using server = await aServer({ config: { sandbox: { url: sandbox.url, key } } });
  const shop = await server.shop('lan');
  const id = await open(server, shop, 'zalo.oa');
  sandbox.faults.add({ workspaceId: shop.workspaceId, packageId: 'zalo' }, { status: 500, times: 9 });
  const answer = await server.query(shop, 'connections.options', templateForm(id));
  expect(answer).toMatchObject({ status: 502, body: { error: { data: { appCode: 'provider_unavailable', details: { text: { vi: expect.any(String) } } } } } });
  expect(await server.mutate(shop, 'connections.update', { id, values: { appId: '2' } })).toMatchObject({ status: 400 });
  expect(await server.mutate(shop, 'connections.update', { id, name: 'OA của shop' })).toMatchObject({ status: 200 });
});

test('without a sandbox opening one says so', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  expect(await server.mutate(shop, 'connections.openSandbox', { type: 'zalo.oa' })).toMatchObject({
    status: 503,
    body: { error: { data: { appCode: 'sandbox_unavailable' } } },
  });
  expect(await server.query(shop, 'phone.threads')).toMatchObject({ status: 503 });
});

test('a form that is not complete is refused by field, and secrets never come back', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const create = (values: object) => server.mutate(shop, 'connections.create', { type: 'ghn.shop', name: 'GHN', mode: 'live', values });
  expect(await create({ token: 't' })).toMatchObject({
    status: 400,
    body: { error: { data: { appCode: 'invalid_request', details: { fields: expect.arrayContaining([expect.objectContaining({ path: 'shopId' })]) } } } },
  });
  await create({ token: 'token-secret-of-ghn', shopId: '885', callbackHeader: 'X-Noi-Key', callbackSecret: 'mot-chuoi-kho-doan' });
  const listed = (await server.query(shop, 'connections.list')).body;
  expect(listed.result.data[0].settings).toEqual({ shopId: '885', callbackHeader: 'X-Noi-Key' });
  expect(JSON.stringify([listed, (await server.rest(shop, '/connections')).body])).not.toMatch(/token-secret-of-ghn|mot-chuoi-kho-doan/);
});
