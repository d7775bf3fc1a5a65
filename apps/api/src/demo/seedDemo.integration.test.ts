import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describeFields } from '@noi/catalog';
import { createMemoryStore, createSandboxServer } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { aServer, jsonInit, packages, type TestServer } from '../../test/aServer.ts';
import { hashApiKey } from '../apiKeys/createKey.ts';
import { seedDemo } from './seedDemo.ts';

const key = 'key-of-the-sandbox';

async function aSandbox() {
  const store = createMemoryStore();
  return createSandboxServer({ packages, store, phone: store, key, describeFields });
}

const readDemo = async (server: TestServer) => JSON.parse(await readFile(join(server.services.config.dataDir, 'demo.json'), 'utf8'));

async function signIn(server: TestServer, { email, password }: { email: string; password: string }) {
  const answer = await server.call('/api/auth/sign-in/email', jsonInit({ email, password }));
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return { status: answer.status, cookie };
}

test('the first start makes a shop with accounts that answer, and tells its sign-in to nobody but the owner of the folder', async () => {
  await using sandbox = await aSandbox();
  await using server = await aServer({ config: { isDemo: true, sandbox: { url: sandbox.url, key } } });
  await seedDemo(server.services);

  const demo = await readDemo(server);
  expect(demo).toEqual({
    url: server.url,
    email: 'demo@noi.local',
    password: expect.stringMatching(/^[a-z]+-[a-z]+-[a-z]+-\d{4}$/),
    apiKey: expect.stringMatching(/^noi_/),
  });
  expect((await stat(join(server.services.config.dataDir, 'demo.json'))).mode & 0o777).toBe(0o600);
  expect((await server.query(null, 'setup.status')).body.result.data).toEqual({ needsOwner: false, demo: { email: demo.email, password: demo.password } });

  const { status, cookie } = await signIn(server, demo);
  expect(status).toBe(200);
  expect((await server.query({ cookie }, 'session.get')).body.result.data).toMatchObject({
    workspace: { name: 'Nhà sách Minh Tâm' },
    role: 'owner',
    isDemo: true,
  });

  const { connections } = (await server.rest({ ...demo, apiKey: demo.apiKey }, '/connections')).body;
  const facts = connections.map(({ type, mode, state, account }: Record<string, unknown>) => [type, mode, state, typeof account]);
  expect(facts.sort()).toEqual(
    ['bitrix24.portal', 'core.smtp', 'core.webhook', 'ghn.shop', 'googlesheets.account', 'haravan.shop', 'zalo.oa'].map((type) => [
      type,
      'sandbox',
      'ok',
      'string',
    ]),
  );
});

test('the main job’s template takes the demo account and its own template fields', async () => {
  await using sandbox = await aSandbox();
  await using server = await aServer({ config: { isDemo: true, sandbox: { url: sandbox.url, key } } });
  await seedDemo(server.services);
  const demo = await readDemo(server);
  const { flowId } = (await server.rest(demo, '/templates/review-after-delivery/use', { method: 'POST' })).body;
  const { graph } = (await server.rest(demo, `/flows/${flowId}`)).body;
  expect(graph.steps.askReview.dynamic.templateData).toMatchObject({ madeFor: '["320001"]', title: 'Mời đánh giá đơn hàng', priceVnd: 300 });
  expect(await server.rest(demo, `/flows/${flowId}/publish`, { method: 'POST' })).toMatchObject({ status: 200 });

  const { cookie } = await signIn(server, demo);
  const connectionId = graph.steps.askReview.connectionId;
  const form = { connectionId, node: 'zalo.sendZns', nodeVersion: 1, field: 'templateId', input: {}, search: '' };
  const options = (await server.query({ cookie }, 'connections.options', form)).body.result.data.options;
  expect(options).toContainEqual(expect.objectContaining({ value: '320001' }));
  expect(options.filter((option: { disabled?: boolean }) => option.disabled).length).toBeGreaterThan(0);
});

test('what happens at the emulated shop comes back through the doors as events', async () => {
  await using sandbox = await aSandbox();
  await using server = await aServer({ config: { isDemo: true, sandbox: { url: sandbox.url, key } } });
  await seedDemo(server.services);
  const demo = await readDemo(server);
  const { cookie } = await signIn(server, demo);
  const scenarios = (await server.query({ cookie }, 'phone.scenarios')).body.result.data as { packageId: string; id: string; fields: { key: string }[] }[];
  const order = scenarios.find((one) => one.packageId === 'haravan');
  expect(order?.fields.length).toBeGreaterThan(0);
  const played = await server.mutate({ cookie }, 'phone.play', { packageId: 'haravan', scenarioId: order?.id, input: {} });
  expect(played).toMatchObject({ status: 200, body: { result: { data: { summary: { vi: expect.any(String) } } } } });
  await sandbox.deliverCallbacks();
  expect((await server.rest(demo, '/events')).body.events).toContainEqual(expect.objectContaining({ source: 'haravan' }));
  expect((await server.query({ cookie }, 'phone.threads')).body.result.data).toEqual([]);
});

test('later starts keep the shop, mend what is missing, and follow a changed address', async () => {
  await using sandbox = await aSandbox();
  await using server = await aServer({ config: { isDemo: true, sandbox: { url: sandbox.url, key } } });
  const { services } = server;
  await seedDemo(services);
  const first = await readDemo(server);
  const before = (await server.rest(first, '/connections')).body.connections as { id: string; type: string }[];
  const smtp = before.find(({ type }) => type === 'core.smtp');
  const workspace = await services.db.workspaces.apiKeyByHash(hashApiKey(first.apiKey));
  await services.connections.remove({ workspaceId: workspace?.workspaceId ?? '', id: smtp?.id ?? '' });

  const moved = { ...services, config: { ...services.config, publicUrl: 'http://127.0.0.1:1' } };
  await seedDemo(moved);
  expect(await readDemo(server)).toEqual({ ...first, url: 'http://127.0.0.1:1' });
  const after = (await server.rest(first, '/connections')).body.connections as { id: string; type: string; state: string }[];
  expect(after.map(({ type }) => type).sort()).toEqual(before.map(({ type }) => type).sort());
  for (const { id } of after) expect(await services.connections.test({ workspaceId: workspace?.workspaceId ?? '', id })).toMatchObject({ ok: true });
});

test('accounts opened at another address call back to the one of now, and an unchanged start changes nothing', async () => {
  await using sandbox = await aSandbox();
  await using server = await aServer({ config: { isDemo: true, sandbox: { url: sandbox.url, key } } });
  const { services } = server;
  await seedDemo({ ...services, config: { ...services.config, publicUrl: 'http://127.0.0.1:1' } });
  const demo = await readDemo(server);
  const { cookie } = await signIn(server, demo);
  const play = () => server.mutate({ cookie }, 'phone.play', { packageId: 'haravan', scenarioId: 'place-order', input: {} });
  await play();
  await sandbox.deliverCallbacks();
  expect((await server.rest(demo, '/events')).body.events).toEqual([]);

  await seedDemo(services);
  await play();
  await sandbox.deliverCallbacks();
  expect((await server.rest(demo, '/events')).body.events).toContainEqual(expect.objectContaining({ type: 'order.created' }));

  const workspaceId = (await services.db.workspaces.apiKeyByHash(hashApiKey(demo.apiKey)))?.workspaceId ?? '';
  const before = await services.connections.list(workspaceId);
  await seedDemo(services);
  expect(await services.connections.list(workspaceId)).toEqual(before);
});

test('an emulator that lost its memory gives new credentials, and the connection keeps them', async () => {
  const store = createMemoryStore();
  const open = (port?: number) =>
    createSandboxServer({ packages, store: port === undefined ? store : createMemoryStore(), phone: store, key, ...(port && { port }) });
  const lost = await open();
  await using server = await aServer({ config: { isDemo: true, sandbox: { url: lost.url, key } } });
  const { services } = server;
  await seedDemo(services);
  await lost.close();
  await using _fresh = await open(Number(new URL(lost.url).port));
  const workspaceId = (await services.db.workspaces.apiKeyByHash(hashApiKey((await readDemo(server)).apiKey)))?.workspaceId ?? '';
  const zalo = (await services.connections.list(workspaceId)).find(({ type }) => type === 'zalo.oa');
  const test = () => services.connections.test({ workspaceId, id: zalo?.id ?? '' });
  expect(await test()).toMatchObject({ ok: false });
  await seedDemo(services);
  expect(await test()).toMatchObject({ ok: true });
});

test('a lost sign-in file is written anew with a password that works', async () => {
  await using sandbox = await aSandbox();
  await using server = await aServer({ config: { isDemo: true, sandbox: { url: sandbox.url, key } } });
  await seedDemo(server.services);
  await rm(join(server.services.config.dataDir, 'demo.json'));
  await seedDemo(server.services);
  const demo = await readDemo(server);
  expect((await signIn(server, demo)).status).toBe(200);
  expect((await server.rest(demo, '/flows')).status).toBe(200);
});

test('a server with people of its own, or outside the embedded form, gets no demo', async () => {
  await using own = await aServer({ config: { isDemo: true } });
  await own.shop('lan');
  await seedDemo(own.services);
  await expect(readDemo(own)).rejects.toThrow('ENOENT');

  await using elsewhere = await aServer();
  await seedDemo(elsewhere.services);
  await expect(readDemo(elsewhere)).rejects.toThrow('ENOENT');
  expect((await elsewhere.query(null, 'setup.status')).body.result.data).toEqual({ needsOwner: true, demo: null });
});
