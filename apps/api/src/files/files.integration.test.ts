import { FlowFile } from '@noi/flow';
import { expect, test } from 'vitest';
import { aReviewFlow } from '../../test/aReviewFlow.ts';
import { aServer, type Shop, type TestServer } from '../../test/aServer.ts';

const scenario = { startAt: '2026-11-22T03:00:00.000Z', days: 30, events: [], approve: 'approved' };
const aTest = { name: 'Một tin sau 3 ngày', scenario, expectations: [{ type: 'messages', is: 'exactly', count: 1 }] };

async function aFlowWithTest(server: TestServer, shop: Shop) {
  const flow = await aReviewFlow(server, shop);
  await server.rest(shop, `${flow.at}/tests`, { method: 'POST', body: aTest });
  return flow;
}

const dataOf = ({ body }: { body: { result: { data: unknown } } }) => body.result.data as never;

test('a flow goes from one shop to another by a file, with its tests, and works once an account is chosen', async () => {
  await using server = await aServer();
  const [mine, theirs] = [await server.shop('lan'), await server.shop('minh')];
  const flow = await aFlowWithTest(server, mine);
  const { body: file } = await server.rest(mine, `${flow.at}/file`);
  const text = JSON.stringify(file);
  const accounts = await server.services.connections.list(mine.workspaceId);
  for (const hidden of [mine.workspaceId, flow.id, 'connectionId', ...accounts.map(({ id }) => id)]) expect(text).not.toContain(hidden);
  expect(FlowFile.parse(file)).toMatchObject({ name: 'Mời đánh giá sau khi giao hàng', tests: [{ name: aTest.name }] });

  const before = dataOf(await server.mutate(theirs, 'files.preview', { text })) as { accounts: { type: string; choices: unknown[]; chosen: null }[] };
  expect(before).toMatchObject({ tests: 1, unknown: [], accounts: [{ type: 'zalo.oa', choices: [], chosen: null }] });
  await aReviewFlow(server, theirs);
  const preview = dataOf(await server.mutate(theirs, 'files.preview', { text })) as { accounts: [{ chosen: string }] };
  const chosen = preview.accounts[0].chosen;
  const { id } = dataOf(await server.mutate(theirs, 'files.import', { source: { text }, accounts: { 'zalo.oa': chosen } })) as { id: string };
  expect((await server.rest(theirs, `/flows/${id}/publish`, { method: 'POST', body: {} })).status).toBe(200);
  expect((await server.rest(theirs, `/flows/${id}/tests`)).body.tests).toMatchObject([{ name: aTest.name }]);
});

test('a file that is refused says why, and nothing is made or lost', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  await aFlowWithTest(server, shop);
  const flows = (await server.rest(shop, '/flows')).body;
  for (const text of ['{', '[]', '{"format":"noi.flow","schema":9}', ' '.repeat(1_000_001)]) {
    const answer = await server.mutate(shop, 'files.import', { source: { text } });
    expect(answer).toMatchObject({
      status: 422,
      body: { error: { data: { appCode: 'file_refused', details: { reason: { vi: expect.stringMatching(/\.$/) } } } } },
    });
  }
  const stolen = await server.mutate(shop, 'files.import', {
    source: { text: JSON.stringify((await server.rest(shop, `/flows/${flows.flows[0].id}/file`)).body) },
    accounts: { 'zalo.oa': '00000000-0000-7000-8000-000000000000' },
  });
  expect(stolen).toMatchObject({ status: 422, body: { error: { data: { appCode: 'connection_missing' } } } });
  expect((await server.rest(shop, '/flows')).body).toEqual(flows);
});

test('a link shows a flow to whoever has it and lets other shops take a copy, until it is withdrawn or runs out', async () => {
  let now = new Date('2026-11-22T03:00:00Z');
  await using server = await aServer({ now: () => now });
  const [mine, theirs] = [await server.shop('lan'), await server.shop('minh')];
  const flow = await aFlowWithTest(server, mine);
  const make = async () => dataOf(await server.mutate(mine, 'files.createLink', { id: flow.id, days: 7 })) as { id: string; url: string };
  const [link, second] = [await make(), await make()];
  const secretOf = ({ url }: { url: string }) => url.split('/').at(-1) ?? '';
  const open = (secret: string) => server.query(null, 'files.openLink', { secret });

  const shown = dataOf(await open(secretOf(link)));
  expect(shown).toMatchObject({ name: 'Mời đánh giá sau khi giao hàng', shopName: 'lan', isMember: false, tests: 1, expiresAt: '2026-11-29T03:00:00.000Z' });
  expect(JSON.stringify(shown)).not.toMatch(new RegExp(`${mine.workspaceId}|${flow.id}|connectionId"`));
  expect((await server.query(null, 'files.links', { id: flow.id })).status).toBe(401);
  expect((await server.query(theirs, 'files.links', { id: flow.id })).status).toBe(404);
  const { id } = dataOf(await server.mutate(theirs, 'files.import', { source: { secret: secretOf(link) } })) as { id: string };
  expect((await server.rest(theirs, `/flows/${id}`)).body.name).toBe('Mời đánh giá sau khi giao hàng');

  expect((await server.mutate(theirs, 'files.withdrawLink', { id: link.id })).status).toBe(404);
  expect((await server.mutate(mine, 'files.withdrawLink', { id: link.id })).status).toBe(200);
  expect((await open(secretOf(link))).status).toBe(404);
  expect(dataOf(await server.query(mine, 'files.links', { id: flow.id }))).toMatchObject([{ id: second.id }]);
  now = new Date('2026-11-29T03:00:00Z');
  expect((await open(secretOf(second))).status).toBe(404);
  expect((await server.rest(theirs, `/flows/${id}`)).status).toBe(200);
});

test('nobody tries secret after secret', async () => {
  await using server = await aServer({ linksPerMinute: 2 });
  const tried = [];
  for (let nr = 0; nr < 4; nr += 1) tried.push((await server.query(null, 'files.openLink', { secret: 'x'.repeat(40 + nr) })).status);
  expect(tried).toEqual([404, 404, 429, 429]);
});
