import { randomBytes } from 'node:crypto';
import type { AwaitAnswer } from '@noi/flow';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Db, DueAnswer, OpenWait } from '../Db.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aLiveFlow, startRuns } from '../testRecords.ts';

let database: TestDatabase | undefined;
let db: Db;
// It looks at every shop, so each test has a database of its own.
beforeEach(async () => {
  await database?.[Symbol.asyncDispose]();
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database?.[Symbol.asyncDispose]());

const leaseMs = 10_000;
/** Reads the clock of no machine: a second after what was written by now. */
let now: number;
const claim = (limit: number) => db.waits.claimAnswered({ limit, now: new Date(now), leaseMs });
const done = (output: Record<string, unknown> = {}): AwaitAnswer => ({ outcome: 'done', port: 'next', output });
const runsOf = (due: readonly DueAnswer[], shop: string) => due.filter(({ workspaceId }) => workspaceId === shop).map(({ runId }) => runId);

/** A shop whose runs have their answers, in the order of the runs. */
async function answered(workspaceId: string, { count, answer = done(), deliverAt }: { count: number; answer?: AwaitAnswer; deliverAt?: Date }) {
  const flow = await aLiveFlow(db, workspaceId);
  const runs = await startRuns(db, { workspaceId, flow, keys: Array.from({ length: count }, (_, nr) => `${nr}`) });
  await db.runs.markStarted(runs);
  const awaited: OpenWait['awaited'] = { kind: 'event', event: 'webhook.received', belongs: 'anyone', since: 0, timezone: 'UTC' };
  const base = { workspaceId, flowId: flow.id, stepId: 'heard', kind: 'event', token: 'root/heard#1@1', awaited, matchKey: '*', until: null } as const;
  const waits = runs.map(({ id }): OpenWait => ({ ...base, runId: id, since: new Date(0) }));
  await db.waits.open(waits);
  const keys = waits.map(({ runId, token }) => ({ workspaceId, runId, token }));
  await Promise.all(keys.map((key) => db.waits.answer({ ...key, answer, ...(deliverAt && { deliverAt }) })));
  now = Date.now() + 1_000;
  return keys;
}

test('the many answers of one shop hold up nobody else’s; all of them come, each once', async () => {
  const large = await answered('large', { count: 300 });
  const [small, other] = [await answered('small', { count: 3 }), await answered('other', { count: 1 })];
  const first = await claim(60);
  expect([runsOf(first, 'small').sort(), runsOf(first, 'other')]).toEqual([small.map(({ runId }) => runId).sort(), other.map(({ runId }) => runId)]);
  expect(runsOf(first, 'large').sort()).toEqual(large.slice(0, 20).map(({ runId }) => runId));

  const rest: DueAnswer[] = [];
  for (let batch = await claim(60); batch.length > 0; batch = await claim(60)) {
    expect(batch.length).toBeLessThanOrEqual(60);
    rest.push(...batch);
  }
  expect([...runsOf(first, 'large'), ...runsOf(rest, 'large')].sort()).toEqual(large.map(({ runId }) => runId));
  expect(rest).toHaveLength(280);
});

test('where more shops wait than a batch has room for, those who wait longest come first', async () => {
  for (const shop of ['c', 'b', 'd', 'a']) await answered(shop, { count: 2 });
  const shopsOf = async () => (await claim(2)).map(({ workspaceId }) => workspaceId).sort();

  expect([await shopsOf(), await shopsOf()]).toEqual([
    ['b', 'c'],
    ['b', 'c'],
  ]);
  expect([await shopsOf(), await shopsOf(), await shopsOf()]).toEqual([['a', 'd'], ['a', 'd'], []]);
});

test('a shop has a bounded number of answers under way; what its runs take makes room, and repeats wait behind what was never signalled', async () => {
  await answered('large', { count: 2_300 });
  const under = [...(await claim(1_500)), ...(await claim(1_500))];
  expect(under).toHaveLength(2_000);
  expect(await claim(1_500)).toEqual([]);
  const small = await answered('small', { count: 1 });
  expect((await claim(1_500)).map(({ runId }) => runId)).toEqual(small.map(({ runId }) => runId));

  await db.waits.close(under.slice(0, 100));
  const next = await claim(1_500);
  expect(next).toHaveLength(100);
  now += leaseMs;
  const known = new Set([...under, ...next, ...small].map(({ runId }) => runId));
  const later = await claim(400);
  expect(runsOf(later, 'large').filter((runId) => !known.has(runId))).toHaveLength(200);
  expect(runsOf(later, 'small')).toHaveLength(1);
});

test('answers that are put off are no part of what is under way', async () => {
  const at = new Date(Date.now() + 3_600_000);
  await answered('shop', { count: 2_100, deliverAt: at });
  expect(await claim(500)).toEqual([]);
  await answered('shop', { count: 5 });
  expect(await claim(500)).toHaveLength(5);
  now = at.getTime();
  expect(await claim(500)).toHaveLength(500);
});

test('what comes at once has its bounds in bytes, and large answers of one shop hold up nobody else’s', async () => {
  const large = await answered('large', { count: 40, answer: done({ body: randomBytes(150_000).toString('base64') }) });
  const small = await answered('small', { count: 10 });
  const first = await claim(500);
  expect(runsOf(first, 'small').sort()).toEqual(small.map(({ runId }) => runId).sort());
  expect(runsOf(first, 'large').length).toBeGreaterThan(5);

  const batches = [first];
  for (let batch = await claim(500); batch.length > 0; batch = await claim(500)) batches.push(batch);
  expect(Math.max(...batches.map((batch) => JSON.stringify(batch).length))).toBeLessThan(4 * 1024 * 1024);
  expect(batches.flatMap((batch) => runsOf(batch, 'large')).sort()).toEqual(large.map(({ runId }) => runId));
});
