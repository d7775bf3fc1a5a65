import { createTestDatabase } from '@noi/db/testing';
import { expect, test } from 'vitest';
import { aWorker } from '../../test/aShop.ts';
import { startTokenServer } from '../../test/tokenServer.ts';

const workspaceId = 'shop-1';
const past = '2020-01-01T00:00:00.000Z';
const future = '2999-01-01T00:00:00.000Z';

async function aConnection(expiresAt: string, access = 'access-token-1') {
  const database = await createTestDatabase();
  const server = await startTokenServer();
  const worker = aWorker(database.db, server.url);
  const values = { region: 'vn', access, refresh: 'refresh-token-1', expiresAt };
  const { id } = await worker.create({ workspaceId, type: 'shop.account', name: 'A', mode: 'live', values });
  const call = async (by = worker, path = '/me') => {
    const { http } = await by.context({ workspaceId, connectionId: id });
    return (await http.get(path)).text;
  };
  return {
    ...{ database, server, worker, id, call },
    row: () => database.db.connections.get({ workspaceId, id }),
    async [Symbol.asyncDispose]() {
      await worker.close();
      await server[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

test('two workers that find the credentials due at once refresh them once, and both go on with the new pair', async () => {
  await using shop = await aConnection(past);
  const other = aWorker(shop.database.db, shop.server.url);
  const answers = await Promise.all([shop.call(), shop.call(other), shop.call(), shop.call(other), shop.call()]);
  await other.close();
  expect(answers).toEqual(Array(5).fill('{"name":"Shop Lan"}'));
  expect(shop.server.spent).toEqual(['refresh-token-1']);
  expect(await shop.row()).toMatchObject({ state: 'ok', revision: 2, refreshBeganAt: null });
});

test('the new pair is what the next refresh spends', async () => {
  await using shop = await aConnection(past);
  await shop.call();
  const row = await shop.row();
  await shop.database.db.connections.update({ workspaceId, id: shop.id }, { settings: { ...row?.settings, expiresAt: past } });
  await shop.call();
  expect(shop.server.spent).toEqual(['refresh-token-1', 'refresh-token-2']);
});

test.each(['/me', '/strict'])('a token that the provider refuses before its time is renewed once and the call to %s repeated', async (path) => {
  await using shop = await aConnection(future, 'stale-access');
  expect(await shop.call(shop.worker, path)).toBe('{"name":"Shop Lan"}');
  expect(shop.server.spent).toEqual(['refresh-token-1']);
});

test('a worker killed between the begin and the end leaves the connection for a person, and the token is not spent again', async () => {
  await using shop = await aConnection(past);
  const row = await shop.row();
  const began = new Date(Date.now() - 120_000);
  await shop.database.db.connections.beginRefresh({ workspaceId, id: shop.id, revision: row?.revision ?? 0 }, began);

  await expect(shop.call()).rejects.toMatchObject({ kind: 'unauthorized' });
  expect(shop.server.spent).toEqual([]);
  expect(await shop.row()).toMatchObject({ state: 'attention', problem: { vi: expect.stringContaining('Hãy nối lại') } });
  await expect(shop.call()).rejects.toMatchObject({ kind: 'unauthorized' });
  expect(shop.server.spent).toEqual([]);
});

test('a refresh whose answer was lost is never tried again', async () => {
  await using shop = await aConnection(past);
  shop.server.failNextWith('hang');
  await expect(shop.call()).rejects.toMatchObject({ kind: 'unauthorized' });
  await expect(shop.call()).rejects.toMatchObject({ kind: 'unauthorized' });
  expect(shop.server.spent).toEqual(['refresh-token-1']);
  expect(await shop.row()).toMatchObject({ state: 'attention' });
});

test('a refresh that the provider refuses asks a person to connect again', async () => {
  await using shop = await aConnection(past);
  shop.server.failNextWith(400);
  await expect(shop.call()).rejects.toMatchObject({ kind: 'unauthorized', text: { vi: expect.stringContaining('nối lại') } });
  expect(await shop.row()).toMatchObject({ state: 'attention', refreshBeganAt: null });
});

test('a refresh that was surely not taken is tried again later', async () => {
  await using shop = await aConnection(past);
  shop.server.failNextWith(429);
  await expect(shop.call()).rejects.toMatchObject({ kind: 'unavailable' });
  expect(await shop.row()).toMatchObject({ state: 'ok', refreshBeganAt: null });
  expect(await shop.call()).toBe('{"name":"Shop Lan"}');
});

test('new values from a person end the trouble', async () => {
  await using shop = await aConnection(past);
  shop.server.failNextWith('hang');
  await shop.call().catch(() => undefined);
  await shop.worker.update({ workspaceId, id: shop.id, values: { refresh: 'refresh-token-1' } });
  expect(await shop.call()).toBe('{"name":"Shop Lan"}');
  expect(await shop.row()).toMatchObject({ state: 'ok', problem: null });
});
