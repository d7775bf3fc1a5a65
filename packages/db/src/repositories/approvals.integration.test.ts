import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db, OpenWait, WaitKey } from '../Db.ts';
import { newId } from '../newId.ts';
import { prismaOf } from '../prismaOf.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aLiveFlow, startRuns } from '../testRecords.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

const at = new Date('2026-11-22T03:00:00Z');
const people = ['lan@shop.vn', 'minh@shop.vn', 'hoa@shop.vn'];

type Asked = Extract<OpenWait['awaited'], { kind: 'approval' }>;

async function ask(change: Partial<Asked> = {}, workspaceId: string = newId()): Promise<WaitKey> {
  const flow = await aLiveFlow(db, workspaceId);
  const [run] = await startRuns(db, { workspaceId, flow, keys: [newId()] });
  const key = { workspaceId, runId: run?.id ?? '', token: 'root/ask#1@1' };
  await db.waits.open([
    {
      ...key,
      ...{ flowId: flow.id, stepId: 'ask', kind: 'approval', matchKey: null, since: at, until: null },
      awaited: { kind: 'approval', question: 'Hoàn tiền?', approvers: people, needed: 2, canVeto: false, ...change },
    },
  ]);
  return key;
}

const says = (key: WaitKey, email: string, decision: 'approve' | 'reject' = 'approve', comment: string | null = null) =>
  db.approvals.vote({ ...key, email, decision, comment, at });

test('the vote that decides answers the run with everybody’s word; later ones are too late', async () => {
  const key = await ask();
  expect(await says(key, 'Lan@Shop.vn', 'reject', 'Xem lại')).toEqual({ outcome: 'taken', state: 'open' });
  // Lan thinks again.
  expect(await says(key, 'lan@shop.vn', 'approve', 'Được')).toEqual({ outcome: 'taken', state: 'open' });
  expect((await db.waits.get(key))?.answer).toBeNull();
  expect(await says(key, 'ai@khac.vn')).toEqual({ outcome: 'stranger' });
  expect(await says(key, 'minh@shop.vn')).toEqual({ outcome: 'taken', state: 'approved' });
  expect(await says(key, 'hoa@shop.vn', 'reject')).toEqual({ outcome: 'over' });

  expect((await db.waits.get(key))?.answer).toEqual({
    outcome: 'done',
    port: 'approved',
    output: {
      decision: 'approved',
      answeredBy: [
        { email: 'lan@shop.vn', decision: 'approved', comment: 'Được' },
        { email: 'minh@shop.vn', decision: 'approved' },
      ],
    },
  });
  expect(await db.approvals.get(key)).toMatchObject({ state: 'approved', votes: [{ email: 'lan@shop.vn' }, { email: 'minh@shop.vn' }] });
  expect(await db.approvals.list({ workspaceId: key.workspaceId, isOpen: true, limit: 10 })).toEqual([]);
  expect(await db.approvals.list({ workspaceId: key.workspaceId, isOpen: false, limit: 10 })).toHaveLength(1);
});

test('of votes that meet, each is counted and one decides', async () => {
  for (let round = 0; round < 10; round += 1) {
    const key = await ask({ needed: 3 });
    const outcomes = await Promise.all(people.map((email) => says(key, email)));
    expect(outcomes.map((one) => ('state' in one ? one.state : one.outcome)).sort()).toEqual(['approved', 'open', 'open']);
    const answer = (await db.waits.get(key))?.answer;
    expect(answer?.outcome === 'done' && answer.output.answeredBy).toHaveLength(3);
  }
});

test('where nobody is named the members of the shop are asked, as they are now', async () => {
  const user = await prismaOf(db).user.create({ data: { id: newId(), name: 'Chủ', email: 'Chu@Shop.vn' } });
  const { id: workspaceId } = await db.workspaces.create({ name: 'Shop', slug: newId(), ownerId: user.id });
  const key = await ask({ approvers: [], needed: 3, canVeto: true }, workspaceId);
  expect(await db.approvals.get(key)).toMatchObject({ approvers: ['chu@shop.vn'], state: 'open' });
  expect(await says(key, 'lan@shop.vn')).toEqual({ outcome: 'stranger' });
  expect(await says(key, 'chu@shop.vn', 'reject')).toEqual({ outcome: 'taken', state: 'rejected' });
});

test('a question whose time is up, or whose run has ended, takes no votes', async () => {
  const late = await ask();
  await db.waits.expire([late]);
  expect(await says(late, 'lan@shop.vn')).toEqual({ outcome: 'over' });
  const ended = await ask();
  await db.runs.record({ workspaceId: ended.workspaceId, runId: ended.runId, records: [], outcome: { state: 'stopped', by: 'person' }, at });
  expect(await says(ended, 'lan@shop.vn')).toEqual({ outcome: 'over' });
  expect(await db.approvals.get(ended)).toMatchObject({ state: 'over', votes: [] });
  expect(await says({ ...ended, token: 'other' }, 'lan@shop.vn')).toEqual({ outcome: 'unknown' });
});

test('a mail goes to each once, a reminder to those who are silent, and what a crash left over is taken up again', async () => {
  const key = await ask();
  const opened = Date.now() + 60_000;
  const minute = (nr: number) => new Date(opened + nr * 60_000);
  const take = async (now: Date) =>
    (await db.approvals.takeDue({ now, leasedUntil: new Date(now.getTime() + 30_000), limit: 100 })).filter((one) => one.runId === key.runId);
  const mailed = (nr: number, email: string, next?: Date | null) => db.approvals.noteMail({ ...key, nr, email, at, ...(next === undefined ? {} : { next }) });

  const [first] = await take(minute(0));
  expect(first).toMatchObject({ nr: 0, to: people });
  expect(await take(minute(0))).toEqual([]);
  await mailed(0, 'lan@shop.vn');
  // The worker died here; its lease runs out.
  expect((await take(minute(1)))[0]).toMatchObject({ nr: 0, to: ['minh@shop.vn', 'hoa@shop.vn'] });
  await mailed(0, 'minh@shop.vn');
  await mailed(0, 'hoa@shop.vn', minute(10));

  expect(await take(minute(9))).toEqual([]);
  await says(key, 'lan@shop.vn');
  expect((await take(minute(10)))[0]).toMatchObject({ nr: 1, to: ['minh@shop.vn', 'hoa@shop.vn'] });
  await says(key, 'minh@shop.vn');
  expect(await take(minute(30))).toEqual([]);
});
