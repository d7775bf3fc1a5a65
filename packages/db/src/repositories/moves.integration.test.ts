import type { RunState } from '@noi/flow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db, RunRow } from '../Db.ts';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase.ts';
import { aGraph, aLiveFlow, aPlan, enterRuns, startRuns } from '../testRecords.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database?.[Symbol.asyncDispose]());

const workspaceId = 'moving';
const carry: RunState = { scopes: {}, trigger: {}, outcome: null };
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);
let nr = 0;

/** A flow with runs that wait at `later`, published again with a choice about them. */
async function aMove({ choices = { later: 'move' }, count = 2 }: { choices?: Readonly<Record<string, 'move' | 'cancel'>>; count?: number } = {}) {
  nr += 1;
  const flow = await aLiveFlow(db, workspaceId, `Quy trình ${nr}`);
  const runs = await startRuns(db, { workspaceId, flow, keys: Array.from({ length: count }, (_, at) => `${nr}-${at}`) });
  await db.runs.markStarted(runs);
  for (const { id } of runs) {
    const at = new Date();
    const line = { scope: 'root', stepId: 'later', visit: 1, attempt: 1, state: 'waiting', at: at.getTime(), until: at.getTime() + 1_000 } as const;
    await db.runs.record({ workspaceId, runId: id, state: 'waiting', at, records: [line] });
  }
  const plan = aPlan(`next-${nr}`);
  const version = await db.flows.publish({
    ...{ workspaceId, id: flow.id, graph: aGraph(), plan, publishedBy: null },
    subscription: { event: 'webhook.received' },
    inFlight: { choices, startsAt: new Date() },
  });
  const batch = await db.moves.latest({ workspaceId, flowId: flow.id, at: later(1) });
  if (batch === null) throw new Error('no batch');
  const handed = (run: RunRow) => ({
    ...{ runId: run.id, plan, carry, tokens: [], records: [] },
    target: { batchId: batch.id, versionId: version.id, planHash: plan.hash },
  });
  const handOver = (some: readonly RunRow[]) =>
    db.moves.handOver({ workspaceId, workflowId: runs[0]?.workflowId ?? '', runs: some.map(handed), at: new Date() });
  const stateOf = async (run: RunRow | undefined) => {
    const row = await db.runs.get({ workspaceId, id: run?.id ?? '' });
    return row && [row.state, row.version, row.workflowId.startsWith('move:')];
  };
  return { flow, runs, version, plan, handOver, stateOf, progress: () => db.moves.latest({ workspaceId, flowId: flow.id, at: later(1) }) };
}

test('runs of a group travel on in one workflow; asked twice, it happened once', async () => {
  const { runs, handOver, stateOf, progress } = await aMove();
  expect(await handOver(runs)).toEqual([]);
  expect(await Promise.all(runs.map(stateOf))).toEqual([
    ['starting', 2, true],
    ['starting', 2, true],
  ]);
  const [first, second] = await Promise.all(runs.map(({ id }) => db.runs.get({ workspaceId, id })));
  expect(first?.workflowId).toBe(second?.workflowId);
  expect([...(await db.restarts.carries(runs)).values()]).toEqual([carry, carry]);
  expect(await handOver(runs)).toEqual([]);
  await db.moves.settle(later(1));
  expect(await progress()).toMatchObject({ state: 'done', total: 2, done: 2 });
  expect(await db.moves.of({ workspaceId, runId: first?.id ?? '' })).toEqual([{ version: 2, at: expect.any(Date) }]);
});

test('the host that let a run go has no more say: neither its late news nor its late start counts', async () => {
  const { runs, handOver, stateOf } = await aMove({ count: 1 });
  const [run] = runs;
  if (run === undefined) throw new Error('no run');
  await handOver(runs);
  await db.runs.record({ workspaceId, runId: run.id, records: [], state: 'waiting', at: new Date(), workflowId: run.workflowId });
  await db.runs.record({ workspaceId, runId: run.id, records: [], outcome: { state: 'done' }, at: new Date(), workflowId: run.workflowId });
  await db.runs.markStarted([run]);
  expect(await stateOf(run)).toEqual(['starting', 2, true]);
  const moved = await db.runs.get({ workspaceId, id: run.id });
  if (moved) await db.runs.markStarted([moved]);
  expect(await stateOf(run)).toEqual(['waiting', 2, true]);
});

test('a run that is to end instead stays with its host and is told again at once', async () => {
  const { runs, handOver, stateOf } = await aMove();
  const [first, second] = runs;
  const claim = () => db.moves.claim({ at: later(1), askedBefore: new Date(), limit: 100 });
  const mine = (asked: Awaited<ReturnType<typeof claim>>) => asked.filter(({ run }) => runs.some(({ id }) => id === run.id));
  expect(mine(await claim()).map(({ action }) => action)).toEqual(['move', 'move']);
  await db.moves.endInstead({ workspaceId, runId: first?.id ?? '' });
  expect(await handOver(runs)).toEqual([first?.id]);
  expect([await stateOf(first), await stateOf(second)]).toEqual([
    ['waiting', 1, false],
    ['starting', 2, true],
  ]);
  expect(await db.moves.of({ workspaceId, runId: first?.id ?? '' })).toEqual([]);
  expect(mine(await claim()).map(({ action, run }) => [action, run.id])).toEqual([['cancel', first?.id]]);
});

test('a second publish takes the runs of the first one over; until it begins they are neither told nor handed over', async () => {
  const { flow, runs, handOver, stateOf } = await aMove();
  const plan = aPlan(`again-${nr}`);
  await db.flows.publish({
    ...{ workspaceId, id: flow.id, graph: aGraph(), plan, publishedBy: null },
    subscription: { event: 'webhook.received' },
    inFlight: { choices: { later: 'move' }, startsAt: later(60) },
  });
  // Their former target is past.
  expect(await handOver(runs)).toEqual(runs.map(({ id }) => id));
  const asked = await db.moves.claim({ at: later(1), askedBefore: new Date(), limit: 100 });
  expect(asked.filter(({ run }) => runs.some(({ id }) => id === run.id))).toEqual([]);
  const runIds = runs.map(({ id }) => id);
  expect(await db.moves.targets({ workspaceId, runIds, at: later(1) })).toEqual(new Map());
  const targets = await db.moves.targets({ workspaceId, runIds, at: later(61) });
  expect([...targets.values()].map(({ planHash }) => planHash)).toEqual([plan.hash, plan.hash]);

  // A host that was told to let them go before is done with its work only now: they stay with it until the second move begins, which can still be called off.
  const batch = await db.moves.latest({ workspaceId, flowId: flow.id, at: later(1) });
  const [target] = targets.values();
  if (target === undefined) throw new Error('no target');
  const handed = runIds.map((runId) => ({ runId, target, plan, carry, tokens: [], records: [] }));
  const handOverAt = (at: Date) => db.moves.handOver({ workspaceId, workflowId: runs[0]?.workflowId ?? '', runs: handed, at });
  expect(await handOverAt(later(1))).toEqual(runIds);
  expect(await Promise.all(runs.map(stateOf))).toEqual([
    ['waiting', 1, false],
    ['waiting', 1, false],
  ]);
  expect(await handOverAt(later(61))).toEqual([]);
  expect(await db.moves.cancel({ workspaceId, id: batch?.id ?? '', at: later(61) })).toBe(false);
  expect(await Promise.all(runs.map(stateOf))).toEqual([
    ['starting', 3, true],
    ['starting', 3, true],
  ]);
});

/** Two runs, told of at `later`, of which the first has gone on to `next` by the time that it is its turn. */
async function goneOn(choices: Readonly<Record<string, 'move' | 'cancel'>>, state: 'waiting' | 'running' = 'waiting') {
  const move = await aMove({ choices });
  const [first, second] = move.runs;
  if (first === undefined || second === undefined) throw new Error('no runs');
  const line = { scope: 'root', visit: 1, attempt: 1, at: Date.now() } as const;
  const records = [{ ...line, stepId: 'later', state: 'done', port: 'next' } as const, { ...line, stepId: 'next', state } as const];
  await db.runs.record({ workspaceId, runId: first.id, state, at: new Date(), records });
  const told = async (askedBefore = new Date()) => {
    const asked = await db.moves.claim({ at: later(1), askedBefore, limit: 1_000 });
    return Object.fromEntries(
      asked.flatMap(({ action, run }) => (run.id === first.id ? [['first', action]] : run.id === second.id ? [['second', action]] : [])),
    );
  };
  return { ...move, first, second, told };
}

describe('a run that has come to another step by the time it is told', () => {
  test.each([
    ['keeps its version where nothing was chosen for that step', { later: 'cancel' }, { second: 'cancel' }, 1],
    ['is not moved from there either', { later: 'move' }, { second: 'move' }, 1],
    ['is moved where that was chosen for that step', { later: 'cancel', next: 'move' }, { first: 'move', second: 'cancel' }, 0],
    ['is ended where that was chosen for that step', { later: 'move', next: 'cancel' }, { first: 'cancel', second: 'move' }, 0],
  ] as const)('%s', async (_, choices, expected, kept) => {
    for (const state of ['waiting', 'running'] as const) {
      const { told, progress, first } = await goneOn(choices, state);
      expect(await told()).toEqual(expected);
      expect(await progress()).toMatchObject({ total: 2, done: kept, kept });
      const goes = await db.moves.targets({ workspaceId, runIds: [first.id], at: later(1) });
      expect(goes.has(first.id)).toBe('first' in expected && expected.first === 'move');
    }
  });

  test('is ended all the same when somebody stopped it', async () => {
    const { told, first } = await goneOn({ later: 'move' });
    await db.moves.endInstead({ workspaceId, runId: first.id });
    expect(await told()).toEqual({ first: 'cancel', second: 'move' });
  });

  test('is looked at again when it stands nowhere just then', async () => {
    const { told, progress, first } = await goneOn({ later: 'cancel', next: 'cancel' });
    const line = { scope: 'root', visit: 1, attempt: 1, at: Date.now() } as const;
    await db.runs.record({ workspaceId, runId: first.id, at: new Date(), records: [{ ...line, stepId: 'next', state: 'done', port: 'next' }] });
    expect(await told()).toEqual({ second: 'cancel' });
    expect(await progress()).toMatchObject({ done: 0, kept: 0 });
    await db.runs.record({ workspaceId, runId: first.id, at: new Date(), records: [{ ...line, stepId: 'last', state: 'waiting' }] });
    expect(await told(later(2))).toEqual({ second: 'cancel' });
    expect(await progress()).toMatchObject({ done: 1, kept: 1 });
  });

  test('or to its end counts as one that kept its version', async () => {
    const { progress, first } = await goneOn({ later: 'cancel' });
    await db.runs.record({ workspaceId, runId: first.id, at: new Date(), records: [], outcome: { state: 'done' } });
    await db.moves.settle(later(1));
    expect(await progress()).toMatchObject({ done: 1, kept: 1 });
  });
});

test('where runs stand is told by step, with the stories of as many as are asked for', async () => {
  const { flow, runs, plan } = await aMove({ count: 3 });
  const standing = await db.moves.standing({ workspaceId, flowId: flow.id, planHash: plan.hash, limit: 2 });
  expect(standing).toMatchObject({ total: 3, steps: [{ stepId: 'later', runs: 3 }] });
  expect(standing.runs.map(({ id, rows }) => [id, rows.map(({ stepId, state }) => `${stepId} ${state}`)])).toEqual(
    [...runs]
      .map(({ id }) => id)
      .sort()
      .slice(0, 2)
      .map((id) => [id, ['later waiting']]),
  );
  expect((await db.moves.standing({ workspaceId, flowId: flow.id, planHash: flow.version.planHash, limit: 2 })).total).toBe(0);
});

test('a run that waits for its turn comes to the new version on the spot; one that ended before did not come to it', async () => {
  const flow = await aLiveFlow(db, workspaceId, 'Có hàng đợi');
  const queued = { state: 'queued', person: null, lane: 'all', laneLimit: 1 } as const;
  const [stays = '', ends = ''] = await enterRuns(db, { workspaceId, flow, runs: [queued, queued] });
  await db.flows.publish({
    ...{ workspaceId, id: flow.id, graph: aGraph(), plan: aPlan('queue-next'), publishedBy: null },
    subscription: { event: 'webhook.received' },
    inFlight: { choices: { start: 'move' }, startsAt: new Date() },
  });
  await db.entry.cancelQueued({ workspaceId, runId: ends, at: new Date() });
  await db.moves.settle(later(1));
  expect(await db.moves.of({ workspaceId, runId: stays })).toMatchObject([{ version: 2 }]);
  expect(await db.moves.of({ workspaceId, runId: ends })).toEqual([]);
});
