import { createTestDatabase } from '@noi/db/testing';
import { emptyGraph } from '@noi/flow';
import { expect, test } from 'vitest';
import { aWorker } from '../test/aShop.ts';
import { startTokenServer } from '../test/tokenServer.ts';

const workspaceId = 'shop-1';
const values = { region: 'vn', access: 'access-token-1', refresh: 'refresh-token-1', expiresAt: '2999-01-01T00:00:00.000Z' };

async function aShop() {
  const database = await createTestDatabase();
  const server = await startTokenServer();
  const worker = aWorker(database.db, server.url);
  const { id } = await worker.create({ workspaceId, type: 'shop.account', name: 'A', mode: 'live', values });
  return {
    ...{ db: database.db, server, worker, id, key: { workspaceId, id } },
    async [Symbol.asyncDispose]() {
      await worker.close();
      await server[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

test('secrets are sealed in the row and plain values are not', async () => {
  await using shop = await aShop();
  const row = await shop.db.connections.get(shop.key);
  expect(row?.settings).toEqual({ region: 'vn', expiresAt: values.expiresAt });
  expect(Buffer.from(row?.sealedSecrets ?? []).toString('latin1')).not.toContain('access-token');
  expect(row?.doorToken).toMatch(/^[\w-]{32}$/);
});

test('an account is only seen from its own workspace', async () => {
  await using shop = await aShop();
  const foreign = { workspaceId: 'shop-2', id: shop.id };
  expect(await shop.worker.list('shop-2')).toEqual([]);
  await expect(shop.worker.update({ ...foreign, name: 'B' })).rejects.toMatchObject({ code: 'not_found' });
  await expect(shop.worker.test(foreign)).rejects.toMatchObject({ code: 'not_found' });
  await expect(shop.worker.remove(foreign)).rejects.toMatchObject({ code: 'not_found' });
  await expect(shop.worker.context({ workspaceId: 'shop-2', connectionId: shop.id })).rejects.toMatchObject({ code: 'connection_missing' });
});

test('a door stays remembered for its seconds, however many tokens are made up meanwhile', async () => {
  await using shop = await aShop();
  let now = Date.now();
  const clocked = aWorker(shop.db, shop.server.url, () => new Date(now));
  const { doorToken, ...key } = await clocked.create({ workspaceId, type: 'shop.account', name: 'B', mode: 'live', values });
  expect(await clocked.door(doorToken)).toMatchObject({ connection: { id: key.id } });

  // Another process takes the door away: the first still has it in mind, for five seconds.
  await shop.worker.remove({ workspaceId, id: key.id });
  for (let round = 0; round < 12; round += 1) await Promise.all(Array.from({ length: 100 }, (_, nr) => clocked.door(`made-up-${round}-${nr}`)));
  expect(await clocked.door(doorToken)).toMatchObject({ connection: { id: key.id } });
  now += 5_000;
  expect(await clocked.door(doorToken)).toBeNull();
  await clocked.close();
});

test('a test remembers the account that answered, or what is wrong', async () => {
  await using shop = await aShop();
  expect(await shop.worker.test(shop.key)).toEqual({ ok: true, account: 'Shop Lan' });
  expect(await shop.db.connections.get(shop.key)).toMatchObject({ account: 'Shop Lan', testedAt: expect.any(Date) });

  await shop.worker.update({ ...shop.key, values: { access: 'wrong-access', refresh: 'wrong-refresh' } });
  expect(await shop.worker.test(shop.key)).toMatchObject({ ok: false, problem: { vi: expect.any(String) } });
  expect(await shop.db.connections.get(shop.key)).toMatchObject({ state: 'attention' });
});

test('secrets left out or empty stay, and a form that does not fit is refused by field', async () => {
  await using shop = await aShop();
  await shop.worker.update({ ...shop.key, values: { access: '', region: 'sg' } });
  expect(await shop.worker.test(shop.key)).toMatchObject({ ok: true });
  expect(await shop.db.connections.get(shop.key)).toMatchObject({ settings: { region: 'sg' } });
  const request = { workspaceId, type: 'shop.account', name: 'B', mode: 'live', values: { region: 'vn' } } as const;
  await expect(shop.worker.create(request)).rejects.toMatchObject({
    code: 'invalid_request',
    details: { fields: expect.arrayContaining([expect.objectContaining({ path: 'access' })]) },
  });
  await expect(shop.worker.create({ ...request, type: 'shop.none' })).rejects.toMatchObject({ code: 'node_unknown' });
});

test('what a provider echoes of a secret is hidden from the step', async () => {
  await using shop = await aShop();
  const { http, redact } = await shop.worker.context({ workspaceId, connectionId: shop.id });
  await expect(http.get('/echo')).rejects.toMatchObject({ kind: 'rejected', options: { providerMessage: '{"seen":"Bearer •••"}' } });
  expect(redact({ deep: ['access-token-1'] })).toEqual({ deep: ['•••'] });
});

test('a node reaches only the hosts of its account', async () => {
  await using shop = await aShop();
  const { http } = await shop.worker.context({ workspaceId, connectionId: shop.id, action: { id: 'shop.send', version: 1 } });
  await expect(http.get('https://elsewhere.example/')).rejects.toMatchObject({ options: { providerCode: 'address_refused' } });
  const bare = await shop.worker.context({ workspaceId, connectionId: null, action: { id: 'shop.send', version: 1 } });
  await expect(bare.http.get('http://169.254.169.254/')).rejects.toMatchObject({ options: { providerCode: 'address_refused' } });
});

test('choices and fields come from the account, refusals in its words', async () => {
  await using shop = await aShop();
  const form = { workspaceId, connectionId: shop.id, node: 'shop.send', nodeVersion: 1, field: 'templateId', input: { templateId: '7' } };
  expect(await shop.worker.options({ ...form, search: '' })).toEqual({ options: [{ value: '1', label: 'Một' }] });
  expect(await shop.worker.dynamicFields({ ...form, field: 'data' })).toEqual({ title: '7', fields: [] });
  await expect(shop.worker.options({ ...form, search: 'refused' })).rejects.toMatchObject({
    code: 'connection_rejected',
    details: { text: { vi: 'Từ chối', en: 'Refused' } },
  });
  await expect(shop.worker.options({ ...form, field: 'data', search: '' })).rejects.toMatchObject({ code: 'invalid_request' });
});

test('an account that a live flow uses cannot be removed', async () => {
  await using shop = await aShop();
  const { id } = await shop.db.flows.create({ workspaceId, name: 'Chăm khách', graph: emptyGraph() });
  const step = { id: 'send', kind: 'action', node: 'shop.send', nodeVersion: 1, connectionId: shop.id, position: { x: 0, y: 0 }, input: {} } as const;
  const plan = { hash: 'h', engine: 1, timezone: 'Asia/Ho_Chi_Minh', trigger: 't', steps: {}, levels: {} };
  const graph = { ...emptyGraph(), steps: { send: step } };
  await shop.db.flows.publish({ workspaceId, id, graph, plan, subscription: { event: 'order.created' }, publishedBy: null });
  await expect(shop.worker.remove(shop.key)).rejects.toMatchObject({ code: 'connection_in_use', details: { flowName: 'Chăm khách' } });
  await shop.db.flows.remove({ workspaceId, id });
  await shop.worker.remove(shop.key);
  expect(await shop.worker.list(workspaceId)).toEqual([]);
});

test('without a sandbox, opening one says so', async () => {
  await using shop = await aShop();
  const request = { workspaceId, packageId: 'shop', type: 'shop.account', doorBaseUrl: 'http://localhost/hooks' };
  await expect(shop.worker.openSandbox(request)).rejects.toMatchObject({ code: 'sandbox_unavailable' });
});
