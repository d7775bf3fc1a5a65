import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { aRun } from '../../test/aRun.ts';
import { aServer, type Shop, type TestServer } from '../../test/aServer.ts';

/** A question to two people, with a letter's link for the first of them. */
async function ask(server: TestServer, shop: Shop) {
  const run = await aRun(server, shop);
  const { workspaceId } = shop;
  const key = { workspaceId, runId: run.id, token: 'root/ask#1@1' };
  const awaited = { kind: 'approval', question: 'Hoàn tiền đơn 100020?', approvers: ['Lan@Khac.vn', 'minh@khac.vn'], needed: 1, canVeto: false } as const;
  await server.db.waits.open([{ ...key, flowId: run.flowId, stepId: 'ask', kind: 'approval', matchKey: null, since: new Date(), until: null, awaited }]);
  const secret = randomBytes(32).toString('base64url');
  await server.db.approvals.addLink({ ...key, email: 'Lan@Khac.vn', hash: createHash('sha256').update(secret).digest('hex'), at: new Date() });
  return { key, secret };
}

const look = (server: TestServer, secret: string) => server.query(null, 'approvals.linked', { secret });
const say = (server: TestServer, secret: string, decision: 'approve' | 'reject', comment?: string) =>
  server.mutate(null, 'approvals.voteByLink', { secret, decision, ...(comment === undefined ? {} : { comment }) });

test('a letter’s reader sees the question without signing in, and answers it; looking answers nothing', async () => {
  await using server = await aServer();
  const { key, secret } = await ask(server, await server.shop('chu'));
  const { body } = await look(server, secret);
  expect(body.result.data).toMatchObject({
    ...{ email: 'lan@khac.vn', shopName: 'chu', question: 'Hoàn tiền đơn 100020?', subject: '100020', customer: 'Nguyễn Thị Lan' },
    ...{ state: 'open', needed: 1, agreed: 0, myDecision: null },
  });
  expect(body.result.data).not.toHaveProperty('runId');
  expect(await server.db.approvals.get(key)).toMatchObject({ state: 'open', votes: [] });
  // Nor does opening the vote's own address, as programs that check links do.
  expect((await server.query(null, 'approvals.voteByLink', { secret, decision: 'approve' })).status).toBe(405);
  expect(await server.db.approvals.get(key)).toMatchObject({ votes: [] });

  expect((await say(server, secret, 'approve', ' Được ')).body.result.data).toEqual({ state: 'approved' });
  expect(await server.db.approvals.get(key)).toMatchObject({ state: 'approved', votes: [{ email: 'lan@khac.vn', decision: 'approve', comment: 'Được' }] });
  expect((await server.db.waits.get(key))?.answer).toMatchObject({ port: 'approved' });
  expect((await look(server, secret)).body.result.data).toMatchObject({ state: 'approved', myDecision: 'approve', agreed: 1 });
  expect((await say(server, secret, 'reject')).body.result.data).toEqual({ state: 'over' });
});

test('a link ends with its question, and is good for one person only', async () => {
  await using server = await aServer();
  const { key, secret } = await ask(server, await server.shop('chu'));
  expect((await look(server, 'x'.repeat(43))).status).toBe(404);
  expect((await say(server, `${secret.slice(0, -1)}_`, 'approve')).status).toBe(404);
  await server.db.waits.expire([key]);
  expect((await look(server, secret)).body.result.data).toMatchObject({ state: 'over' });
  expect((await say(server, secret, 'approve')).body.result.data).toEqual({ state: 'over' });
  expect(await server.db.approvals.get(key)).toMatchObject({ votes: [] });
});

test('whoever tries link after link is turned away for a while, and others are not', async () => {
  await using server = await aServer({ linksPerMinute: 3 });
  const shop = await server.shop('chu');
  const { secret } = await ask(server, shop);
  const tried = [];
  for (let nr = 0; nr < 5; nr += 1) tried.push((await look(server, 'x'.repeat(40 + nr))).status);
  expect(tried).toEqual([404, 404, 404, 429, 429]);
  expect((await say(server, secret, 'approve')).status).toBe(429);
  expect((await server.query(shop, 'approvals.list', { state: 'open' })).status).toBe(200);
});

test('members of a shop are listed for its own people alone', async () => {
  await using server = await aServer();
  const [lan, hoa] = [await server.shop('lan'), await server.shop('hoa')];
  expect((await server.query(lan, 'session.members')).body.result.data).toEqual([{ name: 'lan', email: lan.email }]);
  expect((await server.query(hoa, 'session.members')).body.result.data).toEqual([{ name: 'hoa', email: hoa.email }]);
  expect((await server.query(null, 'session.members')).status).toBe(401);
});
