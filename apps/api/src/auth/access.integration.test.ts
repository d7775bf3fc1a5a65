import { expect, test } from 'vitest';
import { aServer, jsonInit, PASSWORD } from '../../test/aServer.ts';

const nobody = '00000000-0000-7000-8000-000000000000';

test('without a session every procedure but the set-up answers unauthenticated', async () => {
  await using server = await aServer();
  const closed = [
    'session.get',
    'catalog.get',
    'flows.list',
    'templates.list',
    'runs.list',
    'connections.list',
    'phone.threads',
    'messages.list',
    'events.list',
    'apiKeys.list',
  ];
  for (const path of closed) {
    const answer = await server.query(null, path, path.endsWith('list') && ['runs.list', 'messages.list', 'events.list'].includes(path) ? {} : undefined);
    expect([path, answer.status, answer.body.error?.data.appCode]).toEqual([path, 401, 'unauthenticated']);
  }
  expect(await server.query(null, 'setup.status')).toMatchObject({ status: 200, body: { result: { data: { needsOwner: true, demo: null } } } });
});

test('the public API takes valid keys only, until they are revoked', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  expect(await server.call('/api/v1/flows')).toMatchObject({ status: 401, body: { error: { code: 'unauthenticated' } } });
  expect(await server.rest({ ...shop, apiKey: `noi_${'a'.repeat(43)}` }, '/flows')).toMatchObject({ status: 401 });
  expect(await server.call('/api/v1/flows', { headers: { cookie: shop.cookie } })).toMatchObject({ status: 401 });
  expect(await server.rest(shop, '/flows')).toMatchObject({ status: 200, body: { flows: [] } });

  const made = await server.mutate(shop, 'apiKeys.create', { name: 'Máy tính tiền' });
  const { key } = made.body.result.data;
  const other = { ...shop, apiKey: key };
  expect(await server.rest(other, '/flows')).toMatchObject({ status: 200 });
  const listed = (await server.query(shop, 'apiKeys.list')).body.result.data;
  expect(JSON.stringify(listed)).not.toContain(key);
  const { id } = listed.find((one: { name: string }) => one.name === 'Máy tính tiền');
  await server.mutate(shop, 'apiKeys.revoke', { id });
  expect(await server.rest(other, '/flows')).toMatchObject({ status: 401 });
});

test('the first visit makes the owner, and there is no second', async () => {
  await using server = await aServer();
  const owner = { name: 'Lan', email: 'Lan@Example.com', password: PASSWORD, shopName: 'Shop Lan' };
  expect(await server.mutate(null, 'setup.createOwner', { ...owner, password: 'short' })).toMatchObject({
    status: 400,
    body: { error: { data: { appCode: 'invalid_request' } } },
  });
  expect(await server.mutate(null, 'setup.createOwner', owner)).toMatchObject({ status: 200 });
  expect(await server.mutate(null, 'setup.createOwner', { ...owner, email: 'b@example.com' })).toMatchObject({
    status: 409,
    body: { error: { data: { appCode: 'setup_closed' } } },
  });
  expect(await server.call('/api/auth/sign-up/email', jsonInit({ ...owner, email: 'b@example.com' }))).toMatchObject({ status: 400 });

  const signedIn = await server.call('/api/auth/sign-in/email', jsonInit({ email: 'lan@example.com', password: PASSWORD }));
  expect(signedIn.status).toBe(200);
  const [cookie] = signedIn.headers.getSetCookie();
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
  const session = await server.query({ cookie: cookie?.split(';')[0] ?? '' }, 'session.get');
  expect(session.body.result.data).toMatchObject({
    user: { name: 'Lan', email: 'lan@example.com' },
    workspace: { name: 'Shop Lan', timezone: 'Asia/Ho_Chi_Minh' },
    role: 'owner',
    locale: 'vi',
    isDemo: false,
  });
});

test('behind https cookies are marked secure', async () => {
  await using server = await aServer({ config: { publicUrl: 'https://noi.example' } });
  await server.shop('lan');
  const answer = await server.call('/api/auth/sign-in/email', {
    ...jsonInit({ email: 'lan@example.com', password: PASSWORD }),
    headers: { 'content-type': 'application/json', origin: 'https://noi.example' },
  });
  expect(answer.headers.getSetCookie().join()).toMatch(/Secure/);
  expect(answer.headers.get('strict-transport-security')).toContain('max-age');
});

test('guessing a password is slowed down', async () => {
  await using server = await aServer();
  await server.shop('lan');
  const guess = () => server.call('/api/auth/sign-in/email', jsonInit({ email: 'lan@example.com', password: 'wrong-password' }));
  const statuses: number[] = [];
  for (let tries = 0; tries < 11; tries++) statuses.push((await guess()).status);
  expect(statuses.slice(0, 3)).toEqual([401, 401, 401]);
  expect(statuses.at(-1)).toBe(429);
});

test('who asks too often is told so, in the form of that way in, and others are not held up', async () => {
  await using server = await aServer({ apiPerMinute: 4, browserPerMinute: 6 });
  const [lan, hoa] = [await server.shop('lan'), await server.shop('hoa')];
  const asked = await Promise.all(Array.from({ length: 6 }, () => server.rest(lan, '/flows')));
  expect(asked.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 429, 429]);
  expect(asked.find(({ status }) => status === 429)).toMatchObject({ body: { error: { code: 'too_many_requests', message: expect.any(String) } } });
  expect((await server.rest(hoa, '/flows')).status).toBe(200);

  const seen = await Promise.all(Array.from({ length: 8 }, () => server.query(lan, 'session.get')));
  const refused = seen.filter(({ status }) => status === 429);
  expect(refused.map(({ body }) => body.error.data.appCode)).toEqual(['too_many_requests', 'too_many_requests']);
  expect((await server.call('/healthz')).status).toBe(200);
});

test('a body over the limit is 413 at every way in', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const name = 'x'.repeat(2_200_000);
  expect(await server.rest(shop, '/flows', { method: 'POST', body: { name } })).toMatchObject({ status: 413, body: { error: { code: 'body_too_large' } } });
  expect(await server.mutate(shop, 'flows.create', { name })).toMatchObject({ status: 413, body: { error: { data: { appCode: 'body_too_large' } } } });
  expect((await server.call('/api/auth/sign-in/email', jsonInit({ email: name, password: PASSWORD }))).status).toBe(413);
});

test('a page of another site cannot change anything with the owner’s cookie', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const post = (headers: Record<string, string>) =>
    server.call('/trpc/flows.create', { ...jsonInit({}), headers: { 'content-type': 'application/json', cookie: shop.cookie, ...headers } });
  expect(await post({ origin: 'https://evil.example' })).toMatchObject({ status: 403 });
  expect(await post({ origin: 'null' })).toMatchObject({ status: 403 });
  expect(await post({ 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 });
  expect(await post({ origin: server.url })).toMatchObject({ status: 200 });
  expect((await server.query(shop, 'flows.list')).body.result.data).toHaveLength(1);
});

test('a shop sees and changes nothing of another, by procedure or by key', async () => {
  await using server = await aServer();
  const [lan, hoa] = [await server.shop('lan'), await server.shop('hoa')];
  const { flowId } = (await server.rest(lan, '/templates/review-after-delivery/use', { method: 'POST' })).body;
  await server.rest(lan, '/events', { method: 'POST', body: { type: 'flow.started_by_hand', payload: { flowId } } });
  const values = { token: 't', shopId: '885', callbackHeader: 'X-Noi-Key', callbackSecret: 'mot-chuoi-kho-doan' };
  const connection = (await server.mutate(lan, 'connections.create', { type: 'ghn.shop', name: 'GHN', mode: 'live', values })).body.result.data;

  for (const path of ['/flows', '/connections', '/events', '/messages', '/runs']) {
    const { body } = await server.rest(hoa, path);
    expect([path, Object.values(body).flat().filter(Boolean)]).toEqual([path, []]);
  }
  const graph = { schema: 1, settings: { timezone: 'Asia/Ho_Chi_Minh' }, steps: {}, edges: [] };
  const touched = await Promise.all([
    server.rest(hoa, `/flows/${flowId}`),
    server.rest(hoa, `/flows/${flowId}`, { method: 'PUT', body: { graph } }),
    server.rest(hoa, `/flows/${flowId}/publish`, { method: 'POST' }),
    server.rest(hoa, `/flows/${flowId}/simulate`, { method: 'POST' }),
    server.query(hoa, 'flows.get', { id: flowId }),
    server.query(hoa, 'flows.versions', { id: flowId }),
    server.mutate(hoa, 'flows.rename', { id: flowId, name: 'x' }),
    server.mutate(hoa, 'flows.remove', { id: flowId }),
    server.mutate(hoa, 'flows.duplicate', { id: flowId }),
    server.mutate(hoa, 'flows.applyEdits', { id: flowId, baseRevision: 0, edits: [{ clientKey: 'a', command: { type: 'step.remove', id: 'wait' } }] }),
    server.mutate(hoa, 'connections.test', { id: connection.id }),
    server.mutate(hoa, 'connections.update', { id: connection.id, name: 'x' }),
    server.mutate(hoa, 'connections.remove', { id: connection.id }),
    server.query(hoa, 'runs.get', { id: nobody }),
  ]);
  expect(touched.map(({ status }) => status)).toEqual(touched.map(() => 404));
  expect((await server.query(hoa, 'connections.rejections', { id: connection.id })).body.result.data).toEqual([]);
  const form = { connectionId: connection.id, node: 'zalo.sendZns', nodeVersion: 1, field: 'templateId', input: {} };
  expect((await server.query(hoa, 'connections.options', form)).body.error.data.appCode).toBe('connection_missing');
  expect((await server.query(lan, 'flows.list')).body.result.data).toMatchObject([{ id: flowId }]);
});

test('a key cannot make keys, for it never reaches the browser’s procedures', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const answer = await server.call('/trpc/apiKeys.create', {
    ...jsonInit({ name: 'x' }),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${shop.apiKey}` },
  });
  expect(answer.status).toBe(401);
});

test('every answer carries the strict policy, and errors tell no inner thing', async () => {
  await using server = await aServer();
  for (const path of ['/', '/healthz', '/api/v1/flows', '/trpc/flows.list', '/hooks/none', '/nothing']) {
    const { headers, body } = await server.call(path);
    expect([path, headers.get('content-security-policy')]).toEqual([path, expect.stringContaining("script-src 'self';")]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(JSON.stringify(body)).not.toMatch(/node_modules|\.ts:\d|"stack"/);
  }
});
