import { expect, test } from 'vitest';
import { anOrder } from '../../test/anOrder.ts';
import { aReviewFlow } from '../../test/aReviewFlow.ts';
import { aServer } from '../../test/aServer.ts';

const scenario = { startAt: '2026-11-22T03:00:00.000Z', days: 30, events: [], approve: 'approved' };
const threeDays = 3 * 1_440;
const asks = {
  name: 'Đơn giao xong thì mời đánh giá',
  scenario,
  expectations: [
    { type: 'messages', channel: 'zalo', is: 'exactly', count: 1 },
    { type: 'messageTime', stepId: 'askReview', is: 'at', afterMinutes: threeDays },
    { type: 'ends', state: 'done' },
  ],
};

test('a flow is published while its tests pass; one that breaks holds it back, in words, until somebody chooses otherwise', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const flow = await aReviewFlow(server, shop);
  const { testId } = (await server.rest(shop, `${flow.at}/tests`, { method: 'POST', body: asks })).body;
  const run = async () => (await server.rest(shop, `${flow.at}/tests/run`, { method: 'POST' })).body.results;

  expect(await run()).toEqual([
    {
      ...{ testId, name: asks.name, passes: true },
      expectations: [
        { holds: true, words: { vi: 'Gửi đúng 1 tin qua Zalo', en: 'Sends exactly 1 message on Zalo' } },
        { holds: true, words: expect.objectContaining({ vi: expect.stringMatching(/^“.*Mời đánh giá đơn hàng.*” gửi tin sau 3 ngày$/) }) },
        { holds: true, words: { vi: 'Đi hết quy trình', en: 'Goes to the end' } },
      ],
    },
  ]);
  expect(await flow.publish()).toMatchObject({ status: 200, body: { number: 1 } });

  await flow.change(5);
  expect(await flow.publish()).toMatchObject({
    status: 422,
    body: {
      error: {
        code: 'tests_failed',
        tests: [
          {
            ...{ testId, passes: false },
            expectations: [
              { holds: true },
              { holds: false, instead: { vi: 'tin được gửi sau 5 ngày', en: 'it was sent 5 days after the start' } },
              { holds: true },
            ],
          },
        ],
      },
    },
  });
  expect(await flow.publish({ despiteTests: true })).toMatchObject({ status: 200, body: { number: 2 } });
});

test('restoring a version brings its tests back, too', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const flow = await aReviewFlow(server, shop);
  const { testId } = (await server.rest(shop, `${flow.at}/tests`, { method: 'POST', body: asks })).body;
  const { version } = (await flow.publish()).body;
  await flow.change(5);
  const later = { ...asks, expectations: [{ type: 'messageTime', stepId: 'askReview', is: 'at', afterMinutes: 5 * 1_440 }] };
  await server.rest(shop, `${flow.at}/tests/${testId}`, { method: 'PUT', body: later });
  expect(await server.mutate(shop, 'flowTests.run', { id: flow.id })).toMatchObject({ body: { result: { data: [{ passes: true }] } } });

  await server.mutate(shop, 'flows.restore', { id: flow.id, versionId: version });
  expect((await server.rest(shop, `${flow.at}/tests`)).body.tests).toMatchObject([{ id: testId, expectations: asks.expectations }]);
  expect(await server.mutate(shop, 'flowTests.run', { id: flow.id })).toMatchObject({ body: { result: { data: [{ passes: true }] } } });
});

test('a test has its own event, what comes in later, and what is left out', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const flow = await aReviewFlow(server, shop);
  const order = anOrder('77');
  const event = { type: 'order.delivered', payload: { order, customer: { name: 'Lan' }, deliveredAt: '2026-11-22T03:15:00.000Z' } };
  const body = { name: 'Đơn không có số điện thoại', scenario: { ...scenario, event }, expectations: [{ type: 'ends', state: 'failed', stepId: 'askReview' }] };
  await server.rest(shop, `${flow.at}/tests`, { method: 'POST', body });
  const other = { ...body, name: 'Sự kiện khác', scenario: { ...scenario, event: { type: 'order.created', payload: { order } } } };
  await server.rest(shop, `${flow.at}/tests`, { method: 'POST', body: other });

  expect((await server.mutate(shop, 'flowTests.run', { id: flow.id })).body.result.data).toMatchObject([
    { passes: true },
    { passes: false, problem: { vi: expect.stringContaining('không còn khởi động được quy trình') }, expectations: [] },
  ]);
});

test('a test names what it expects, and belongs to its flow and shop', async () => {
  await using server = await aServer();
  const [shop, stranger] = [await server.shop('lan'), await server.shop('hoa')];
  const [flow, second] = [await aReviewFlow(server, shop), await aReviewFlow(server, shop)];
  const post = (body: object) => server.rest(shop, `${flow.at}/tests`, { method: 'POST', body });
  expect(await post({ ...asks, expectations: [] })).toMatchObject({ status: 400 });
  expect(await post({ ...asks, name: ' ' })).toMatchObject({ status: 400 });
  expect(await post({ ...asks, scenario: { ...scenario, days: 91 } })).toMatchObject({ status: 400 });

  const { testId } = (await post(asks)).body;
  const touched = await Promise.all([
    server.rest(shop, `${second.at}/tests/${testId}/remove`, { method: 'POST' }),
    server.rest(stranger, `${flow.at}/tests`),
    server.rest(stranger, `${flow.at}/tests/run`, { method: 'POST' }),
    server.rest(stranger, `${flow.at}/tests/${testId}`, { method: 'PUT', body: asks }),
  ]);
  expect(touched.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  expect(await server.rest(shop, `${flow.at}/tests/${testId}/remove`, { method: 'POST' })).toMatchObject({ status: 200 });
  expect((await server.rest(shop, `${flow.at}/tests`)).body.tests).toEqual([]);
});

test('whoever is in a real event does not stay in the test that is made of it; what was typed in for a test does', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const flow = await aReviewFlow(server, shop);
  const customer = { name: 'Bùi Quỳnh Anh', phone: '+84966000111' };
  const payload = { order: { ...anOrder('78'), customer }, customer, deliveredAt: '2026-11-22T03:15:00.000Z' };
  const body = { ...asks, scenario: { ...scenario, event: { type: 'order.delivered', payload } } };
  await server.rest(shop, `${flow.at}/tests`, { method: 'POST', body });
  await server.mutate(shop, 'flowTests.save', { ...body, id: flow.id, isMadeUp: true });

  const [real, typed] = (await server.rest(shop, `${flow.at}/tests`)).body.tests;
  expect(JSON.stringify(real)).not.toMatch(/Quỳnh|966000111/);
  expect(real.scenario.event.payload).toMatchObject({ customer: { name: 'Nguyễn Thị Lan', phone: '+84912345678' }, order: { code: '78' } });
  expect(typed.scenario.event.payload).toMatchObject({ customer });
});

test('a copy of a flow has the same tests; what changes in one is none of the other’s', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const flow = await aReviewFlow(server, shop);
  const { testId } = (await server.rest(shop, `${flow.at}/tests`, { method: 'POST', body: asks })).body;
  const { id } = (await server.mutate(shop, 'flows.duplicate', { id: flow.id })).body.result.data;
  await server.rest(shop, `${flow.at}/tests/${testId}/remove`, { method: 'POST' });
  expect((await server.rest(shop, `/flows/${id}/tests`)).body.tests).toMatchObject([{ name: asks.name, expectations: asks.expectations }]);
  expect((await server.mutate(shop, 'flowTests.run', { id })).body.result.data).toMatchObject([{ passes: true }]);
});
