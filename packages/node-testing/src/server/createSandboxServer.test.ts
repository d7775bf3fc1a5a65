import { expect, test } from 'vitest';
import { letterbox, sendLetter } from '../fixture/letterbox.ts';
import { createDoor, createMemoryStore, createNodeHarness, createSandboxServer } from '../index.ts';

const key = 'a-key';
const json = { 'content-type': 'application/json', 'x-noi-sandbox-key': key };

async function startServer(now = new Date('2026-11-22T03:00:00Z')) {
  const store = createMemoryStore();
  const clock = { time: now, now: () => clock.time };
  const describeFields = () => [{ key: 'amount', type: 'number' as const, label: { vi: 'Số tiền', en: 'Amount' }, required: false }];
  const server = await createSandboxServer({ packages: [letterbox], store, phone: store, key, clock, describeFields });
  const control = async (method: string, path: string, body?: unknown, headers: Record<string, string> = json) => {
    // Paths are in the shop's own part of the API, save those that name another shop's.
    const response = await fetch(`${server.url}/_control${path.startsWith('//') ? path.slice(1) : `/shop${path}`}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
  return { server, store, clock, control, [Symbol.asyncDispose]: () => server.close() };
}

test('the control API wants its key', async () => {
  await using host = await startServer();
  expect((await host.control('GET', '/scenarios', undefined, {})).status).toBe(401);
  expect((await host.control('GET', '/scenarios', undefined, { 'x-noi-sandbox-key': 'wrong' })).status).toBe(401);
});

test('opens an account, plays a scenario and delivers its callback', async () => {
  await using host = await startServer();
  await using door = await createDoor();

  const account = await host.control('POST', '/letterbox/accounts', { type: 'letterbox.account', doorUrl: door.url, shopName: 'Minh Tâm' });
  expect(account).toEqual({ status: 200, body: { values: { token: 'open-sesame' }, services: { api: `${host.server.url}/letterbox/shop/api` } } });
  expect(await host.control('GET', '/letterbox/services')).toMatchObject({ body: { services: { api: `${host.server.url}/letterbox/shop/api` } } });
  expect(await host.control('GET', '/scenarios')).toMatchObject({ body: [{ packageId: 'letterbox', id: 'pay', fields: [{ key: 'amount' }] }] });

  expect(await host.control('POST', '/letterbox/scenarios/pay', { input: { amount: 5 } })).toEqual({
    status: 200,
    body: { summary: { vi: 'Đã trả tiền', en: 'Paid' } },
  });
  await host.server.deliverCallbacks();
  expect(door.deliveries.map(({ body }) => JSON.parse(new TextDecoder().decode(body)))).toEqual([{ id: 'payment-1', amount: 5 }]);
});

test('bad control requests are answered in words', async () => {
  await using host = await startServer();
  expect(await host.control('POST', '/letterbox/scenarios/pay', { input: { amount: 'x' } })).toMatchObject({
    status: 400,
    body: { error: 'The request does not fit' },
  });
  expect(await host.control('POST', '/letterbox/scenarios/none', { input: {} })).toMatchObject({ status: 404 });
  expect(await host.control('POST', '/nobody/faults', { times: 1, status: 500 })).toMatchObject({ status: 404 });
  expect(await host.control('POST', '/letterbox/faults', { times: 1 })).toMatchObject({ status: 400 });
  expect((await fetch(`${host.server.url}/nobody/shop/x`)).status).toBe(404);
  expect((await fetch(`${host.server.url}/_control/shop.1/scenarios`, { headers: json })).status).toBe(404);
  expect(await (await fetch(`${host.server.url}/healthz`)).json()).toEqual({ ok: true, emulators: ['letterbox'] });
});

test('a callback that is not taken comes again, later each time, and survives a restart of the host', async () => {
  await using host = await startServer();
  await using door = await createDoor();
  door.answers.push(503, 500);
  await host.control('POST', '/letterbox/accounts', { type: 'letterbox.account', doorUrl: door.url, shopName: 'Minh Tâm' });
  await host.control('POST', '/letterbox/scenarios/pay', { input: {} });
  await host.server.deliverCallbacks();
  expect(door.deliveries).toHaveLength(1);

  host.clock.time = new Date('2026-11-22T03:00:01Z');
  await host.server.deliverCallbacks();
  expect(door.deliveries).toHaveLength(2);
  await host.server.close();

  await using restarted = await createSandboxServer({
    packages: [letterbox],
    store: host.store,
    phone: host.store,
    key,
    clock: { now: () => new Date('2026-11-22T03:00:03Z') },
  });
  await restarted.deliverCallbacks();
  expect(door.deliveries).toHaveLength(3);
  expect(await restarted.deliverCallbacks()).toBe(0);
});

test('a call from outside wakes no emulator that nobody opened', async () => {
  await using host = await startServer();
  const call = () => fetch(`${host.server.url}/letterbox/shop/api/me`, { headers: { authorization: 'Bearer open-sesame' } });
  expect((await call()).status).toBe(404);
  await host.control('GET', '/letterbox/services');
  expect((await call()).status).toBe(200);
});

test('two shops on one host never meet: accounts, messages, taps, faults and what happens', async () => {
  await using host = await startServer();
  await using mine = await createDoor();
  await using theirs = await createDoor();
  const open = (shop: string, doorUrl: string) => host.control('POST', `//${shop}/letterbox/accounts`, { type: 'letterbox.account', doorUrl, shopName: shop });
  await open('mine', mine.url);
  await open('theirs', theirs.url);
  const send = (shop: string, to: string) =>
    fetch(`${host.server.url}/letterbox/${shop}/api/letters`, {
      method: 'POST',
      headers: { authorization: 'Bearer open-sesame' },
      body: JSON.stringify({ to }),
    });
  const phone = async (shop: string) => (await host.control('GET', `//${shop}/phone/messages?to=%2B84912345678`)).body;

  await host.control('POST', '//theirs/letterbox/faults', { status: 503, times: 9 });
  expect((await send('theirs', '+84987654321')).status).toBe(503);
  expect((await send('mine', '+84912345678')).status).toBe(200);
  expect(await phone('mine')).toMatchObject([{ id: '1', taps: [] }]);
  expect(await phone('theirs')).toEqual([]);
  expect((await host.control('GET', '//theirs/phone/threads')).body).toEqual([]);

  const tap = (shop: string) => host.control('POST', `//${shop}/phone/messages/1/tap`, { tap: { kind: 'open' } });
  expect((await tap('theirs')).status).toBe(404);
  expect(await phone('mine')).toMatchObject([{ taps: [] }]);
  // Ids are the providers', so the same one may be on both phones.
  await host.control('DELETE', '//theirs/letterbox/faults');
  await send('theirs', '+84912345678');
  expect((await tap('theirs')).status).toBe(200);
  expect(await phone('mine')).toMatchObject([{ taps: [] }]);

  await host.control('POST', '//mine/letterbox/scenarios/pay', { input: {} });
  await host.server.deliverCallbacks();
  expect([mine.deliveries.length, theirs.deliveries.length]).toEqual([1, 0]);
});

test('callbacks that wait follow their door when the account is opened at its new address', async () => {
  await using host = await startServer();
  await using before = await createDoor();
  await using after = await createDoor();
  before.answers.push(503);
  const open = (doorUrl: string) => host.control('POST', '/letterbox/accounts', { type: 'letterbox.account', doorUrl, shopName: 'Minh Tâm' });
  await open(before.url);
  await host.control('POST', '/letterbox/scenarios/pay', { input: {} });
  await host.server.deliverCallbacks();
  await open(after.url);
  host.clock.time = new Date('2026-11-22T03:00:05Z');
  await host.server.deliverCallbacks();
  expect([before.deliveries.length, after.deliveries.length]).toEqual([1, 1]);
});

test('emulators that remember something run again after a restart, without being asked', async () => {
  await using host = await startServer();
  await host.control('POST', '/letterbox/accounts', { type: 'letterbox.account', doorUrl: 'http://127.0.0.1:1/hooks/d', shopName: 'Minh Tâm' });
  await host.server.close();
  await using restarted = await createSandboxServer({ packages: [letterbox], store: host.store, phone: host.store, key });
  const headers = { authorization: 'Bearer open-sesame' };
  expect((await fetch(`${restarted.url}/letterbox/shop/api/me`, { headers })).status).toBe(200);
  expect((await fetch(`${restarted.url}/letterbox/other/api/me`, { headers })).status).toBe(404);
});

test('the phone shows what was sent and passes taps on', async () => {
  await using harness = await createNodeHarness(letterbox, { clock: { now: () => new Date('2026-11-22T03:00:00Z') } });
  await harness.run(sendLetter, { to: '+84912345678' });

  expect(await harness.phone.phoneThreads(10)).toEqual([{ to: '+84912345678', lastAt: new Date('2026-11-22T03:00:00Z'), count: 1 }]);
  const read = (path: string, init?: RequestInit) =>
    fetch(`${harness.server.url}/_control/test-shop/phone${path}`, { ...init, headers: { ...json, 'x-noi-sandbox-key': 'test' } });
  expect(await (await read('/messages?to=%2B84912345678')).json()).toMatchObject([{ id: '1', content: { text: 'Chào bạn' }, taps: [] }]);
  const tap = { kind: 'rate', stars: 5 };
  expect((await read('/messages/1/tap', { method: 'POST', body: JSON.stringify({ tap }) })).status).toBe(200);
  expect((await read('/messages/99/tap', { method: 'POST', body: JSON.stringify({ tap }) })).status).toBe(404);
  expect(await (await read('/messages?to=%2B84912345678')).json()).toMatchObject([{ taps: [tap] }]);
});
