import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { aRun } from '../../test/aRun.ts';
import { aServer, type Shop, type TestServer } from '../../test/aServer.ts';

async function ask(server: TestServer, shop: Shop, approvers: readonly string[]) {
  const run = await aRun(server, shop);
  const { workspaceId } = shop;
  const token = 'root/ask#1@1';
  await server.db.waits.open([
    {
      ...{ workspaceId, runId: run.id, token, flowId: run.flowId, stepId: 'ask', kind: 'approval', matchKey: null, since: new Date(), until: null },
      awaited: { kind: 'approval', question: 'Hoàn tiền đơn 100020?', approvers, needed: 1, canVeto: false },
    },
  ]);
  return { runId: run.id, token };
}

const list = async (server: TestServer, shop: Shop, state: string) => (await server.query(shop, 'approvals.list', { state })).body.result.data;

test('a person finds what waits for them, answers once, and others learn of it', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const mine = await ask(server, shop, []);
  const others = await ask(server, shop, ['ai-khac@example.com']);
  expect(await list(server, shop, 'mine')).toMatchObject([
    { ...mine, question: 'Hoàn tiền đơn 100020?', subject: '100020', isMine: true, approvers: [shop.email] },
  ]);
  expect(await list(server, shop, 'open')).toHaveLength(2);

  expect((await server.mutate(shop, 'approvals.vote', { ...others, decision: 'approve' })).status).toBe(403);
  const vote = { ...mine, decision: 'approve', comment: ' Đồng ý ' };
  expect((await server.mutate(shop, 'approvals.vote', vote)).body.result.data).toEqual({ state: 'approved' });
  expect((await server.mutate(shop, 'approvals.vote', vote)).body.result.data).toEqual({ state: 'over' });
  expect(await list(server, shop, 'mine')).toEqual([]);
  expect(await list(server, shop, 'done')).toMatchObject([{ state: 'approved', votes: [{ email: shop.email, decision: 'approve', comment: 'Đồng ý' }] }]);
  expect((await server.db.waits.get({ workspaceId: shop.workspaceId, ...mine }))?.answer).toMatchObject({ port: 'approved', output: { comment: 'Đồng ý' } });
});

test('another shop neither sees nor answers a question', async () => {
  await using server = await aServer();
  const [lan, hoa] = [await server.shop('lan'), await server.shop('hoa')];
  const key = await ask(server, lan, []);
  expect(await list(server, hoa, 'open')).toEqual([]);
  expect((await server.query(hoa, 'approvals.get', key)).status).toBe(404);
  expect((await server.mutate(hoa, 'approvals.vote', { ...key, decision: 'reject' })).status).toBe(404);
  expect((await server.mutate(lan, 'approvals.vote', { ...key, token: randomUUID(), decision: 'reject' })).status).toBe(404);
});
