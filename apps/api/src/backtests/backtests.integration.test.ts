import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { describeFields } from '@noi/catalog';
import { createMemoryStore, createSandboxServer } from '@noi/node-testing';
import { expect, test, vi } from 'vitest';
import { aDeliveredOrder } from '../../test/aDeliveredOrder.ts';
import { aReviewFlow } from '../../test/aReviewFlow.ts';
import { aServer, packages, type Shop, type TestServer } from '../../test/aServer.ts';

const dayMs = 86_400_000;
/** Ten days after what is recorded, so that messages of three days' wait lie in the past. */
const later = () => new Date(Date.now() + 10 * dayMs);

async function done(server: TestServer, shop: Shop, id: string) {
  return await vi.waitFor(
    async () => {
      const { body } = await server.rest(shop, `/backtests/${id}`);
      expect(body).toMatchObject({ state: 'done' });
      return body;
    },
    { timeout: 10_000, interval: 50 },
  );
}

/** Everything that this process asks of others over HTTP, by the origin that is asked. */
function countCalls() {
  const origins: string[] = [];
  const onRequest = (message: unknown) => origins.push(String((message as { request: { origin: unknown } }).request.origin));
  subscribe('undici:request:create', onRequest);
  return { origins, [Symbol.dispose]: () => void unsubscribe('undici:request:create', onRequest) };
}

test('a draft is compared with the live version on what was recorded, and sends nothing', async () => {
  const key = 'key-of-the-sandbox';
  using calls = countCalls();
  const store = createMemoryStore();
  await using sandbox = await createSandboxServer({ packages, store, phone: store, key, describeFields });
  await using server = await aServer({ now: later, config: { sandbox: { url: sandbox.url, key } } });
  const shop = await server.shop('lan');
  await server.mutate(shop, 'connections.openSandbox', { type: 'zalo.oa' });
  const flow = await aReviewFlow(server, shop);
  expect(await flow.publish()).toMatchObject({ status: 200 });
  await aDeliveredOrder(server, shop, { code: '1' });
  await aDeliveredOrder(server, shop, { code: '2' });
  await aDeliveredOrder(server, shop, { code: '3', phone: '+84987654321' });
  await flow.change(1, { entry: { policy: 'once', by: '{{ trigger.customer.phone }}' } });
  // The emulator is live: opening its account called it.
  expect(calls.origins).toContain(sandbox.url);
  calls.origins.length = 0;

  const { status, body } = await server.rest(shop, `${flow.at}/backtests`, { method: 'POST', body: {} });
  expect([status, body.state, body.liveVersion]).toEqual([202, 'queued', 1]);
  const { report, liveReport, ...facts } = await done(server, shop, body.id);

  expect(facts).toMatchObject({ eventsDone: 3, eventsTotal: 3, isCut: false });
  expect(report).toMatchObject({
    events: 3,
    runs: { started: 2, done: 2 },
    refusals: [{ reason: 'once', count: 1 }],
    messages: 2,
    costVnd: 600,
    channels: [{ channel: 'zalo', messages: 2, costVnd: 600 }],
    people: { count: 2, most: 1 },
    sample: [{ recipient: '0912 ••• 678', preview: expect.stringContaining('Nguyễn Thị Lan') }, { recipient: '0987 ••• 321' }],
  });
  expect(report.days.length).toBe(31);
  expect(liveReport).toMatchObject({ runs: { started: 3, done: 3 }, messages: 3, costVnd: 900, people: { count: 2, most: 2 } });
  expect(Date.parse(liveReport.sample[0].at) - Date.parse(report.sample[0].at)).toBeGreaterThan(1.9 * dayMs);

  // Nobody was called but this server itself, by the test.
  expect(new Set(calls.origins)).toEqual(new Set([server.url]));
  const { workspaceId } = shop;
  expect(await server.db.messages.list({ workspaceId, limit: 10 })).toEqual([]);
  expect(await server.db.runs.list({ workspaceId, limit: 10 })).toEqual([]);
  expect(server.signals).toEqual([]);
});

test('a draft that says what is live does what is live does; one that was never live stands alone', async () => {
  await using server = await aServer({ now: later });
  const shop = await server.shop('lan');
  const flow = await aReviewFlow(server, shop);
  await aDeliveredOrder(server, shop, { code: '1' });
  const start = async () => (await server.mutate(shop, 'backtests.start', { id: flow.id, days: 15 })).body.result.data.id as string;

  expect(await done(server, shop, await start())).toMatchObject({ liveVersion: null, liveReport: null, report: { messages: 1 } });
  await flow.publish();
  const both = await done(server, shop, await start());
  expect(both.liveReport).toEqual(both.report);
  expect((await server.query(shop, 'backtests.latest', { flowId: flow.id })).body.result.data).toMatchObject({ id: both.id });
});

test('what was really sent by other flows counts towards the cap', async () => {
  await using server = await aServer({ now: later });
  const shop = await server.shop('lan');
  const { workspaceId } = shop;
  const flow = await aReviewFlow(server, shop);
  await flow.change(3, { frequencyCap: { messages: 1, days: 7 } });
  await aDeliveredOrder(server, shop, { code: '1' });
  await aDeliveredOrder(server, shop, { code: '2', phone: '+84987654321' });
  const message = { channel: 'zalo', purpose: 'care', recipient: '+84912345678', preview: '', priceVnd: 300, connectionId: null, trackingId: 't1' };
  const ids = { flowId: '00000000-0000-7000-8000-000000000001', runId: '00000000-0000-7000-8000-000000000002' };
  await server.db.messages.reserve({ workspaceId, ...ids, scope: 'root', stepId: 'send', visit: 1, ...message });

  const { id } = (await server.mutate(shop, 'backtests.start', { id: flow.id })).body.result.data;
  expect((await done(server, shop, id)).report).toMatchObject({ messages: 1, held: [{ outcome: 'skip', cause: 'cap', count: 1 }], runs: { done: 2 } });
});

test('one that is over stays as it is', async () => {
  await using server = await aServer({ now: later });
  const shop = await server.shop('lan');
  const flow = await aReviewFlow(server, shop);
  server.services.backtests.start();
  const first = (await server.rest(shop, `${flow.at}/backtests`, { method: 'POST', body: {} })).body.id;
  expect((await done(server, shop, first)).report).toMatchObject({ events: 0, messages: 0 });
  expect(await server.rest(shop, `/backtests/${first}/cancel`, { method: 'POST' })).toMatchObject({ status: 200 });
  expect((await server.rest(shop, `/backtests/${first}`)).body).toMatchObject({ state: 'done' });
});

test('a shop sees no backtest of another, and a draft with faults begins none', async () => {
  await using server = await aServer({ now: later });
  const [shop, stranger] = [await server.shop('lan'), await server.shop('hoa')];
  const flow = await aReviewFlow(server, shop);
  const { id } = (await server.rest(shop, `${flow.at}/backtests`, { method: 'POST', body: {} })).body;
  const touched = await Promise.all([
    server.rest(stranger, `/backtests/${id}`),
    server.rest(stranger, `/backtests/${id}/cancel`, { method: 'POST' }),
    server.rest(stranger, `${flow.at}/backtests`, { method: 'POST', body: {} }),
    server.query(stranger, 'backtests.latest', { flowId: flow.id }),
  ]);
  expect(touched.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  const empty = (await server.mutate(shop, 'flows.create', {})).body.result.data.id;
  expect(await server.rest(shop, `/flows/${empty}/backtests`, { method: 'POST', body: {} })).toMatchObject({
    status: 422,
    body: { error: { code: 'flow_invalid' } },
  });
});
