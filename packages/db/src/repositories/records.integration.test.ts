import { afterAll, beforeAll, expect, test } from 'vitest';
import { prismaOf } from '../prismaOf.ts';
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
const words = { vi: 'Mã truy cập hết hạn', en: 'Token expired' };

let tokens = 0;
function aConnection() {
  tokens += 1;
  const sealedSecrets = new Uint8Array([1, 2, 3]);
  return database.db.connections.create({
    ...{ workspaceId, packageId: 'zalo', type: 'zalo.oa', name: 'OA của shop', mode: 'live', settings: { oaId: '1' } },
    sealedSecrets,
    doorToken: `door-${tokens}`,
  });
}

test('changed values raise the revision, other changes do not', async () => {
  const { connections } = database.db;
  const { id } = await aConnection();
  const renamed = await connections.update({ workspaceId, id }, { name: 'OA mới', state: 'attention', problem: words });
  const changed = await connections.update({ workspaceId, id }, { settings: { oaId: '2' }, problem: null, state: 'ok' });

  expect(renamed).toMatchObject({ revision: 1, name: 'OA mới', problem: words });
  expect(changed).toMatchObject({ revision: 2, settings: { oaId: '2' }, problem: null });
});

test('of two workers one refreshes the credentials, and late ones of the old revision are not kept', async () => {
  const { connections } = database.db;
  const { id, revision } = await aConnection();
  const key = { workspaceId, id, revision };
  const begun = await Promise.all([connections.beginRefresh(key, at(1)), connections.beginRefresh(key, at(1))]);
  expect([...begun].sort()).toEqual([false, true]);

  await connections.endRefresh(key, { settings: { oaId: '1' }, sealedSecrets: new Uint8Array([9]) });
  await connections.endRefresh(key, { settings: { oaId: 'late' }, sealedSecrets: new Uint8Array([8]) });
  const row = await connections.get({ workspaceId, id });
  expect(row).toMatchObject({ revision: 2, refreshBeganAt: null, settings: { oaId: '1' } });
  expect([...(row?.sealedSecrets ?? [])]).toEqual([9]);
  expect(await connections.beginRefresh(key, at(2))).toBe(false);
});

test('a refused refresh flags the connection and lets another one begin', async () => {
  const { connections } = database.db;
  const { id, revision } = await aConnection();
  const key = { workspaceId, id, revision };
  await connections.beginRefresh(key, at(1));
  await connections.failRefresh(key, words);

  expect(await connections.get({ workspaceId, id })).toMatchObject({ state: 'attention', problem: words, refreshBeganAt: null });
  expect(await connections.beginRefresh(key, at(2))).toBe(true);
});

test('a removed connection has no door any more', async () => {
  const { connections } = database.db;
  const { id, doorToken } = await aConnection();
  expect((await connections.getByDoor(doorToken))?.id).toBe(id);

  await connections.remove({ workspaceId, id });
  expect([await connections.getByDoor(doorToken), await connections.get({ workspaceId, id })]).toEqual([null, null]);
});

test('rejections are counted by hour and reason', async () => {
  const { doors } = database.db;
  const { id: connectionId } = await aConnection();
  const reject = (minute: number, code: 'signature_invalid' | 'body_too_large') =>
    doors.reject({ workspaceId, connectionId, code, reason: words, at: at(minute) });
  await Promise.all([reject(1, 'signature_invalid'), reject(5, 'signature_invalid'), reject(3, 'body_too_large')]);
  await reject(2, 'signature_invalid');
  await reject(61, 'signature_invalid');

  const rows = await doors.rejections({ workspaceId, connectionId, since: at(0) });
  expect(rows.map(({ hour, code, count, lastAt }) => ({ hour, code, count, lastAt }))).toEqual([
    { hour: at(60), code: 'signature_invalid', count: 1, lastAt: at(61) },
    { hour: at(0), code: 'signature_invalid', count: 3, lastAt: at(5) },
    { hour: at(0), code: 'body_too_large', count: 1, lastAt: at(3) },
  ]);
});

test('a key opens its workspace until it is revoked', async () => {
  const { workspaces } = database.db;
  expect(await workspaces.hasAnyUser()).toBe(false);
  await prismaOf(database.db).user.create({ data: { id: 'lan', name: 'Lan', email: 'lan@example.com' } });
  const { id } = await workspaces.create({ name: 'Shop Lan', slug: 'shop-lan', ownerId: 'lan' });
  const key = await workspaces.createApiKey({ workspaceId: id, name: 'Kế toán', prefix: 'noi_ab', hash: 'sha' });

  expect(await workspaces.membership('lan')).toEqual({ workspaceId: id, role: 'owner' });
  expect(await workspaces.get(id)).toEqual({ id, name: 'Shop Lan', timezone: 'Asia/Ho_Chi_Minh' });
  expect(await workspaces.apiKeyByHash('sha')).toMatchObject({ id: key.id, workspaceId: id, lastUsedAt: null });
  expect((await workspaces.apiKeys(id))[0]?.lastUsedAt).toBeInstanceOf(Date);

  await workspaces.revokeApiKey({ workspaceId: 'other', id: key.id });
  expect(await workspaces.apiKeyByHash('sha')).not.toBeNull();
  await workspaces.revokeApiKey({ workspaceId: id, id: key.id });
  expect(await workspaces.apiKeyByHash('sha')).toBeNull();
});

test('the emulated providers remember, those of each shop for themselves', async () => {
  const { sandbox } = database.db;
  const zalo = { workspaceId, packageId: 'zalo' };
  const theirs = { workspaceId: 'other-shop', packageId: 'zalo' };
  await sandbox.set(zalo, 'tokens/a', { access: 1 });
  await sandbox.set(zalo, 'tokens/a', { access: 2 });
  await sandbox.set(zalo, 'other', null);
  await sandbox.set(theirs, 'tokens/a', { access: 3 });
  expect(await sandbox.get(zalo, 'tokens/a')).toEqual({ access: 2 });
  expect(await sandbox.list(zalo, 'tokens/')).toEqual([{ key: 'tokens/a', value: { access: 2 } }]);
  expect(await sandbox.emulators()).toEqual([theirs, zalo]);
  await sandbox.delete(zalo, 'tokens/a');
  expect(await sandbox.get(zalo, 'tokens/a')).toBeNull();
  expect(await sandbox.get(theirs, 'tokens/a')).toEqual({ access: 3 });
});

const ghn = { workspaceId, packageId: 'ghn' };

test('a callback is due until it is answered for good', async () => {
  const { sandbox } = database.db;
  const id = await sandbox.addCallback({ ...ghn, url: 'http://127.0.0.1/hooks/x', headers: { token: 'x' }, body: '{}', dueAt: at(1) });
  expect(await sandbox.dueCallbacks(at(0), 10)).toEqual([]);
  expect(await sandbox.dueCallbacks(at(1), 10)).toMatchObject([{ ...ghn, id, tries: 0, headers: { token: 'x' } }]);

  await sandbox.answeredCallback(id, { status: 500, next: at(5), at: at(1) });
  expect(await sandbox.dueCallbacks(at(4), 10)).toEqual([]);
  expect(await sandbox.dueCallbacks(at(5), 10)).toMatchObject([{ id, tries: 1 }]);
  await sandbox.answeredCallback(id, { status: 200, next: null, at: at(5) });
  expect(await sandbox.dueCallbacks(at(59), 10)).toEqual([]);
});

test('callbacks that wait for a door follow it to its new address', async () => {
  const { sandbox } = database.db;
  for (const token of ['moved', 'stayed'])
    await sandbox.addCallback({ ...ghn, url: `http://127.0.0.1:1/hooks/${token}`, headers: {}, body: token, dueAt: at(1) });
  await sandbox.moveCallbacks({ ...ghn, workspaceId: 'other-shop' }, { token: 'stayed', url: 'http://127.0.0.1:3/hooks/stayed' });
  await sandbox.moveCallbacks(ghn, { token: 'moved', url: 'http://127.0.0.1:2/hooks/moved' });

  const due = await sandbox.dueCallbacks(at(1), 10);
  expect(due.map(({ body, url }) => [body, url]).sort()).toEqual([
    ['moved', 'http://127.0.0.1:2/hooks/moved'],
    ['stayed', 'http://127.0.0.1:1/hooks/stayed'],
  ]);
});

test('the phone shows the shop’s own conversations, and keeps every tap', async () => {
  const { sandbox } = database.db;
  const show = (id: string, to: string, minute: number) =>
    sandbox.showOnPhone({ workspaceId, id, packageId: 'zalo', to, channel: 'zalo', content: { text: id }, sentAt: at(minute) });
  const tap = (id: string, given: unknown) => sandbox.tapped({ workspaceId, id }, given);
  await show('m1', '+84912345678', 1);
  await show('m2', '+84987654321', 2);
  await show('m3', '+84912345678', 3);
  // Message ids are the providers', so two shops may have the same.
  const theirs = { workspaceId: 'other-shop', id: 'm1', packageId: 'zalo', to: '+84912345678', channel: 'zalo', content: { text: 'theirs' }, sentAt: at(9) };
  await sandbox.showOnPhone(theirs);
  await Promise.all([tap('m1', { stars: 5 }), tap('m1', { stars: 4 })]);

  expect(await sandbox.phoneThreads(workspaceId, 10)).toEqual([
    { to: '+84912345678', lastAt: at(3), count: 2 },
    { to: '+84987654321', lastAt: at(2), count: 1 },
  ]);
  const messages = await sandbox.phoneMessages({ workspaceId, to: '+84912345678' }, 10);
  expect(messages.map(({ id }) => id)).toEqual(['m1', 'm3']);
  expect(messages[0]?.taps).toHaveLength(2);
  expect(await sandbox.phoneMessages({ workspaceId: 'other-shop', to: '+84912345678' }, 10)).toMatchObject([{ content: { text: 'theirs' }, taps: [] }]);
  expect(await tap('nothing', {})).toBeNull();
});
