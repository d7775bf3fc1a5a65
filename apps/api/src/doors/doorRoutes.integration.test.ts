import { expect, test } from 'vitest';
import { aServer, type Shop, type TestServer } from '../../test/aServer.ts';

const secret = 'mot-chuoi-kho-doan';
const ghnValues = { token: 'token-of-ghn', shopId: '885', callbackHeader: 'X-Noi-Key', callbackSecret: secret };

function aCallback(changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    ...{ CODAmount: 0, ClientOrderCode: '100020', Description: 'Giao hàng', OrderCode: 'Z82BS', Reason: '', ShopID: 885 },
    ...{ Status: 'delivered', Time: '2026-11-22T03:15:00.000Z', Type: 'switch_status', ...changes },
  });
}

async function aDoor(server: TestServer, shop: Shop) {
  const row = await server.services.connections.create({ workspaceId: shop.workspaceId, type: 'ghn.shop', name: 'GHN', mode: 'live', values: ghnValues });
  const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
    server.call(`/hooks/${row.doorToken}`, {
      method: 'POST',
      headers: { 'x-noi-key': secret, 'content-type': 'application/json', ...headers },
      body: body as string,
    });
  const events = async () =>
    (await server.db.events.list({ workspaceId: shop.workspaceId, limit: 100 })).map(({ type, source, connectionId }) => ({ type, source, connectionId }));
  const rejections = async () => {
    const rows = await server.db.doors.rejections({ workspaceId: shop.workspaceId, since: new Date(0) });
    return Object.fromEntries(rows.map(({ code, count }) => [code, count]));
  };
  return { row, post, events, rejections };
}

test('a delivery is stored before it is answered, and the same one again stores nothing', async () => {
  await using server = await aServer();
  const door = await aDoor(server, await server.shop('lan'));
  expect(await door.post(aCallback())).toMatchObject({ status: 200, body: { ok: true } });
  const stored = await door.events();
  expect(stored).toEqual([{ type: 'shipment.status_changed', source: 'ghn', connectionId: door.row.id }]);

  const answers = await Promise.all(Array.from({ length: 5 }, () => door.post(aCallback())));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect(await door.events()).toEqual(stored);
});

test('the type that a sender claims for its body does not matter', async () => {
  await using server = await aServer();
  const door = await aDoor(server, await server.shop('lan'));
  expect(await door.post(aCallback(), { 'content-type': 'text/plain' })).toMatchObject({ status: 200 });
  expect(await door.post(aCallback({ OrderCode: 'B' }), { 'content-type': 'application/x-www-form-urlencoded' })).toMatchObject({ status: 200 });
  expect(await door.events()).toHaveLength(2);
});

test('a wrong credential is 401, counted, and shown without what was expected', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const door = await aDoor(server, shop);
  for (const wrong of ['wrong-value', ''])
    expect(await door.post(aCallback(), { 'x-noi-key': wrong })).toMatchObject({ status: 401, body: { error: { code: 'signature_invalid' } } });
  expect(await door.events()).toEqual([]);
  expect(await door.rejections()).toEqual({ signature_invalid: 2 });

  const [shown] = (await server.query(shop, 'connections.list')).body.result.data;
  expect(shown).toMatchObject({ rejections24h: 2, doorUrl: `${server.url}/hooks/${door.row.doorToken}` });
  const listed = await server.query(shop, 'connections.rejections', { id: door.row.id });
  expect(listed.body.result.data).toMatchObject([{ code: 'signature_invalid', count: 2, lastReason: { vi: expect.any(String) } }]);
  expect(JSON.stringify([shown, listed.body])).not.toContain(secret);
});

test.each([
  ['no JSON', '{"Status":'],
  ['nothing', ''],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x22])],
  ['another document', '[1,2,3]'],
])('%s is 400 and counted', async (_what, body) => {
  await using server = await aServer();
  const door = await aDoor(server, await server.shop('lan'));
  expect(await door.post(body)).toMatchObject({ status: 400, body: { error: { code: 'body_unreadable' } } });
  expect(await door.rejections()).toEqual({ body_unreadable: 1 });
  expect(await door.events()).toEqual([]);
});

test('a body over 1 MB is 413 and counted', async () => {
  await using server = await aServer();
  const door = await aDoor(server, await server.shop('lan'));
  expect(await door.post(aCallback({ Description: 'x'.repeat(1_100_000) }))).toMatchObject({ status: 413, body: { error: { code: 'body_too_large' } } });
  expect(await door.rejections()).toEqual({ body_too_large: 1 });
});

test('an address that nobody has is 404 and tells nothing', async () => {
  await using server = await aServer();
  expect(await server.call('/hooks/nobody-has-this', { method: 'POST', body: aCallback() })).toMatchObject({
    status: 404,
    body: { error: { code: 'door_unknown' } },
  });
});

test('made-up addresses are 429 for whoever makes them up, and hold up no door that others call from there', async () => {
  await using server = await aServer({ strangersPerMinute: 5, config: { trustProxy: 'loopback' } });
  const shop = await server.shop('lan');
  const doors = [await aDoor(server, shop), await aDoor(server, shop)];
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const madeUp = (nr: number, address: string, body = '{}') => server.call(`/hooks/made-up-${nr}`, { method: 'POST', headers: from(address), body });
  expect(await doors[0]?.post(aCallback(), from('203.0.113.7'))).toMatchObject({ status: 200 });

  for (let nr = 0; nr < 5; nr += 1) expect(await madeUp(nr, '203.0.113.7')).toMatchObject({ status: 404, body: { error: { code: 'door_unknown' } } });
  const refused = await madeUp(5, '203.0.113.7');
  expect(refused).toMatchObject({ status: 429, body: { error: { code: 'too_many_requests' } } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  // Neither is asked for a body that nobody wants.
  expect(await madeUp(6, '203.0.113.7', 'x'.repeat(1_100_000))).toMatchObject({ status: 429 });
  expect(await madeUp(7, '203.0.113.8', 'x'.repeat(1_100_000))).toMatchObject({ status: 404 });

  for (let nr = 0; nr < 10; nr += 1) expect(await doors[0]?.post(aCallback({ OrderCode: `A${nr}` }), from('203.0.113.7'))).toMatchObject({ status: 200 });
  expect(await doors[1]?.post(aCallback(), from('203.0.113.8'))).toMatchObject({ status: 200 });
});

test('a text that is no token is asked of nobody', async () => {
  await using server = await aServer();
  for (const path of ['/hooks/a%00b', '/hooks/%C4%90', `/hooks/${'x'.repeat(300)}`]) expect(await server.call(path)).toMatchObject({ status: 404 });
});

test('what is larger when it is written again than it was in the body is 413 and counted', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const values = { auth: 'none' };
  const row = await server.services.connections.create({ workspaceId: shop.workspaceId, type: 'core.webhook', name: 'Webhook', mode: 'live', values });
  const post = (number: string, count: number) =>
    server.call(`/hooks/${row.doorToken}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: `[${Array(count).fill(number).join()}]` });
  expect(await post('1e20', 200_000)).toMatchObject({ status: 413, body: { error: { code: 'body_too_large' } } });
  expect(await post('1e300', 100_000)).toMatchObject({ status: 413 });
  expect(await post('123', 200_000)).toMatchObject({ status: 200 });
  expect(await server.db.doors.rejections({ workspaceId: shop.workspaceId, since: new Date(0) })).toMatchObject([{ code: 'body_too_large', count: 2 }]);
});

test.each(['OrderCode', 'ClientOrderCode'])('a %s that no index holds is 400, counted, and told to the shop', async (field) => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const door = await aDoor(server, shop);
  const random = Array.from({ length: 4_000 }, (_, nr) => String.fromCharCode(0x4e00 + ((nr * 7_919) % 20_000))).join('');
  expect(await door.post(aCallback({ [field]: random }))).toMatchObject({ status: 400, body: { error: { code: 'body_unreadable' } } });
  expect(await door.post(aCallback({ [field]: 'x'.repeat(201) }))).toMatchObject({ status: 400 });
  expect(await door.post(aCallback({ [field]: 'x'.repeat(200) }))).toMatchObject({ status: 200 });
  expect(await server.db.doors.rejections({ workspaceId: shop.workspaceId, since: new Date(0) })).toMatchObject([
    { code: 'body_unreadable', count: 2, lastReason: { vi: expect.stringContaining('dài quá') } },
  ]);
});

test('a door stays its own shop’s: another shop’s credential does not open it', async () => {
  await using server = await aServer();
  const [lan, hoa] = [await aDoor(server, await server.shop('lan')), await server.shop('hoa')];
  const values = { ...ghnValues, callbackSecret: 'khoa-cua-shop-hoa' };
  await server.services.connections.create({ workspaceId: hoa.workspaceId, type: 'ghn.shop', name: 'GHN', mode: 'live', values });
  expect(await lan.post(aCallback(), { 'x-noi-key': 'khoa-cua-shop-hoa' })).toMatchObject({ status: 401 });
  expect(await lan.events()).toEqual([]);
  expect(await server.db.events.list({ workspaceId: hoa.workspaceId, limit: 10 })).toEqual([]);
});

test('a removed connection closes its door', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const door = await aDoor(server, shop);
  await server.services.connections.remove({ workspaceId: shop.workspaceId, id: door.row.id });
  expect(await door.post(aCallback())).toMatchObject({ status: 404 });
});

test('a door that is flooded answers 429 while its neighbour and the browser go on', async () => {
  await using server = await aServer({ doorPerMinute: 5 });
  const shop = await server.shop('lan');
  const [flooded, neighbour] = [await aDoor(server, shop), await aDoor(server, shop)];
  const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => flooded.post(aCallback({ OrderCode: `F${index}` }))));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
  expect(answers.find(({ status }) => status !== 200)).toMatchObject({ status: 429, body: { error: { code: 'too_many_requests' } } });
  expect(await neighbour.post(aCallback({ OrderCode: 'N' }))).toMatchObject({ status: 200 });
  expect(await server.query(shop, 'session.get')).toMatchObject({ status: 200 });
  expect(await flooded.rejections()).toMatchObject({ too_many_requests: 3 });
});

test('bad deliveries in a crowd do not disturb the good ones', async () => {
  await using server = await aServer();
  const door = await aDoor(server, await server.shop('lan'));
  const good = Array.from({ length: 30 }, (_, index) => door.post(aCallback({ OrderCode: `G${index}` })));
  const kinds = [() => door.post('{'), () => door.post(aCallback(), { 'x-noi-key': 'no' }), () => door.post('x'.repeat(1_050_000))];
  const bad = Array.from({ length: 30 }, (_, index) => kinds[index % 3]?.());
  const [goodAnswers] = await Promise.all([Promise.all(good), Promise.all(bad)]);
  expect(new Set(goodAnswers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await door.events()).toHaveLength(30);
  expect(await door.rejections()).toEqual({ body_unreadable: 10, signature_invalid: 10, body_too_large: 10 });
});

test('doors are counted for operators by workspace, without naming a door or a shop', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const door = await aDoor(server, shop);
  await door.post(aCallback());
  const { body } = await server.call('/metrics');
  expect(body).toContain(`noi_door_deliveries_total{workspace="${shop.workspaceId}",package="ghn",outcome="stored"} 1`);
  for (const hidden of [door.row.doorToken, shop.email]) expect(body).not.toContain(hidden);
});
