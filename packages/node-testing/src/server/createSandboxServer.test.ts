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
    const response = await fetch(`${server.url}/_control${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
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
  expect(account).toEqual({ status: 200, body: { values: { token: 'open-sesame' }, services: { api: `${host.server.url}/letterbox/api` } } });
  expect(await host.control('GET', '/letterbox/services')).toMatchObject({ body: { services: { api: `${host.server.url}/letterbox/api` } } });
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
  expect((await fetch(`${host.server.url}/nobody/x`)).status).toBe(404);
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

test('the phone shows what was sent and passes taps on', async () => {
  await using harness = await createNodeHarness(letterbox, { clock: { now: () => new Date('2026-11-22T03:00:00Z') } });
  await harness.run(sendLetter, { to: '+84912345678' });

  expect(await harness.phone.phoneThreads(10)).toEqual([{ to: '+84912345678', lastAt: new Date('2026-11-22T03:00:00Z'), count: 1 }]);
  const read = (path: string, init?: RequestInit) =>
    fetch(`${harness.server.url}/_control/phone${path}`, { ...init, headers: { ...json, 'x-noi-sandbox-key': 'test' } });
  expect(await (await read('/messages?to=%2B84912345678')).json()).toMatchObject([{ id: '1', content: { text: 'Chào bạn' }, taps: [] }]);
  const tap = { kind: 'rate', stars: 5 };
  expect((await read('/messages/1/tap', { method: 'POST', body: JSON.stringify({ tap }) })).status).toBe(200);
  expect((await read('/messages/99/tap', { method: 'POST', body: JSON.stringify({ tap }) })).status).toBe(404);
  expect(await (await read('/messages?to=%2B84912345678')).json()).toMatchObject([{ taps: [tap] }]);
});
