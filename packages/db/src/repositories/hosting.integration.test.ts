import type { RunState } from '@noi/flow';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Db, RunRow } from '../Db.ts';
import { newId } from '../newId.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aLiveFlow, startRuns } from '../testRecords.ts';

let database: TestDatabase;
let db: Db;
let workspaceId: string;
beforeEach(async () => {
  database = await createTestDatabase();
  db = database.db;
  workspaceId = newId();
});
afterEach(() => database[Symbol.asyncDispose]());

const at = new Date('2099-11-22T03:00:00Z');
const later = (ms: number) => new Date(at.getTime() + ms);
const resting: RunState = {
  scopes: {
    root: {
      ...{ level: 'root', parent: null, edges: {}, outputs: {} },
      steps: { rest: { state: 'open', token: 'root/rest#1@1', attempt: 1, doing: 'wait', visit: 1, until: 5 } },
    },
  },
  ...{ trigger: {}, outcome: null },
};

/** Runs of one workflow, all under way. */
async function hostedRuns(count: number): Promise<readonly RunRow[]> {
  const flow = await aLiveFlow(db, workspaceId);
  const runs = await startRuns(db, { workspaceId, flow, keys: Array.from({ length: count }, (_, nr) => `${newId()}-${nr}`) });
  await db.runs.markStarted(runs);
  return runs;
}

const get = (id = '') => db.runs.get({ workspaceId, id });
const rehost = (runs: readonly RunRow[], workflowId: string, carry = resting) =>
  db.hosting.rehost(
    runs.map((run) => ({ run, carry })),
    workflowId,
  );

test('the look goes over all runs that are not over, bite by bite, one worker at a time', async () => {
  const [first, , third] = await hostedRuns(3);
  const [other] = await hostedRuns(1);
  const [ended] = await hostedRuns(1);
  await db.runs.record({ workspaceId, runId: ended?.id ?? '', records: [], outcome: { state: 'done' }, at });
  const bite = (ms: number) => db.hosting.take({ now: later(ms), leaseMs: 1_000, limit: 3 });

  const one = await bite(0);
  expect(one).toMatchObject({ workflowIds: [first?.workflowId], isLast: false, cursor: `${third?.eventId} ${third?.id}` });
  expect(await bite(999)).toBeNull();
  await db.hosting.leave({ cursor: one?.cursor ?? '', nextAt: later(1_500) });
  expect(await bite(1_499)).toBeNull();
  expect(await bite(1_500)).toMatchObject({ workflowIds: [other?.workflowId], isLast: true });
  // Nobody came back from that bite: it is taken again.
  expect(await bite(2_500)).toMatchObject({ workflowIds: [other?.workflowId] });
});

test('runs get another host together, with the state to go on from, and are started like new ones', async () => {
  const runs = await hostedRuns(2);
  expect((await db.hosting.runsOf(runs[0]?.workflowId ?? '')).map(({ run, rehosts }) => [run.id, rehosts])).toEqual(runs.map(({ id }) => [id, 0]));
  expect(await rehost(runs, 'next')).toBe(true);
  expect((await db.runs.unstarted({ olderThan: new Date(), limit: 10 })).map(({ workflowId, state }) => [workflowId, state])).toEqual([
    ['next', 'starting'],
    ['next', 'starting'],
  ]);
  expect([...(await db.restarts.carries(runs)).values()]).toEqual([resting, resting]);
  await db.runs.markStarted(runs);
  expect((await get(runs[0]?.id))?.state).toBe('starting');
  await db.runs.markStarted(runs.map((run) => ({ ...run, workflowId: 'next' })));
  expect((await get(runs[0]?.id))?.state).toBe('waiting');
  expect((await db.restarts.carries(runs)).size).toBe(0);
  expect((await db.hosting.runsOf('next')).map(({ rehosts }) => rehosts)).toEqual([1, 1]);
});

test('one that ended or moved keeps all of them where they are: a workflow is started once', async () => {
  const runs = await hostedRuns(3);
  await db.runs.record({ workspaceId, runId: runs[0]?.id ?? '', records: [], outcome: { state: 'stopped', by: 'person' }, at });
  expect(await rehost(runs, 'next')).toBe(false);
  expect(await rehost(runs.slice(1, 2), 'next')).toBe(true);
  expect(await rehost(runs.slice(1), 'other')).toBe(false);
  expect((await Promise.all(runs.map(({ id }) => get(id)))).map((run) => run?.workflowId)).toEqual([runs[0]?.workflowId, 'next', runs[2]?.workflowId]);
});

test('what a former host still tells about a run does not count, what the present one tells does', async () => {
  const [run] = await hostedRuns(1);
  if (!run) throw new Error('No run');
  await db.waits.open([
    {
      ...{ workspaceId, runId: run.id, flowId: run.flowId, token: 'goal', stepId: 'start', kind: 'goal', matchKey: '*', since: new Date(0), until: null },
      awaited: { kind: 'event', event: 'webhook.received', belongs: 'anyone', since: 0, timezone: 'UTC' },
    },
  ]);
  await rehost([run], 'next', { ...resting, todo: { ready: [], news: [] } });
  const end = (workflowId: string) => db.runs.record({ workspaceId, runId: run.id, workflowId, records: [], outcome: { state: 'done' }, at });
  await end(run.workflowId);
  expect([(await get(run.id))?.state, (await db.waits.get({ workspaceId, runId: run.id, token: 'goal' }))?.closedAt]).toEqual(['starting', null]);
  await db.runs.markStarted([{ ...run, workflowId: 'next' }]);
  expect((await get(run.id))?.state).toBe('running');
  await end('next');
  expect([(await get(run.id))?.state, (await db.waits.get({ workspaceId, runId: run.id, token: 'goal' }))?.closedAt]).toEqual(['done', expect.any(Date)]);
});
