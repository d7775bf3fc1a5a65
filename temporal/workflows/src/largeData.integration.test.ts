import { anAction, aPlan, aSet, aTrigger, aWait, done } from '@noi/flow/testing';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHouse, type TestHouse } from './testing/createTestHouse.ts';
import { someRuns } from './testing/someRuns.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

const text = (bytes: number) => done({ text: 'x'.repeat(bytes) });

test('answers that are too many bytes for one workflow task come home in several', async () => {
  const plan = aPlan({ start: aTrigger(), read: anAction(), after: aWait(1, 'seconds') }, ['start.next>read', 'read.next>after']);
  const runs = someRuns(40);
  const handle = await house.startGroup(plan, { runs }, () => text(200_000));
  await handle.result();

  expect(runs.map(({ runId }) => house.outcome(runId)?.state)).toEqual(runs.map(() => 'done'));
  await house.replay(handle, plan);
});

/** Eight steps, of which each leaves so much, and then one that is not made locally. */
const reads = Array.from({ length: 8 }, (_, at) => `read${at}`);
const readsThenSlow = aPlan({ start: aTrigger(), ...Object.fromEntries(reads.map((id) => [id, anAction()])), slow: anAction({ slow: true }) }, [
  'start.next>read0',
  ...reads.slice(1).map((id, at) => `read${at}.next>${id}`),
  'read7.next>slow',
]);

test('a run that carries too much for a remote call fails in words, and its neighbour goes on', async () => {
  const [large, small] = someRuns(2);
  if (!large || !small) throw new Error('two runs');
  const handle = await house.startGroup(readsThenSlow, { runs: [large, small] }, ({ runId }) => text(runId === large.runId ? 250_000 : 10));
  await handle.result();

  expect(house.outcome(large.runId)).toMatchObject({ state: 'failed', stepId: 'slow', error: { kind: 'rejected' } });
  expect(house.outcome(small.runId)?.state).toBe('done');
  await house.replay(handle, readsThenSlow);
});

test('remote calls that are too many bytes for one workflow task go in several', async () => {
  const runs = someRuns(16);
  const handle = await house.startGroup(readsThenSlow, { runs }, () => text(25_000));
  await handle.result();

  expect(runs.map(({ runId }) => house.outcome(runId)?.state)).toEqual(runs.map(() => 'done'));
  await house.replay(handle, readsThenSlow);
});

test('lines that are too many bytes for one remote call go in several, each once and in order', async () => {
  const copies = Array.from({ length: 5 }, (_, at) => `copy${at}`);
  const plan = aPlan(
    { start: aTrigger(), read: anAction(), ...Object.fromEntries(copies.map((id) => [id, aSet('text', '{{ steps.read.text }}')])), rest: aWait(1, 'seconds') },
    ['start.next>read', 'read.next>copy0', ...copies.slice(1).map((id, at) => `copy${at}.next>${id}`), 'copy4.next>rest'],
  );
  const runs = someRuns(20);
  const before = house.flushes.length;
  house.setSlow(true);
  const handle = await house.startGroup(plan, { runs }, () => text(60_000));
  await handle.result();
  house.setSlow(false);

  expect(runs.map(({ runId }) => house.outcome(runId)?.state)).toEqual(runs.map(() => 'done'));
  const flushes = house.flushes.slice(before);
  expect(Math.max(...flushes.map((flush) => JSON.stringify(flush).length))).toBeLessThan(1_100_000);
  for (const { runId } of runs) {
    const lines = flushes.flatMap(({ entries }) => entries.filter((entry) => entry.runId === runId).flatMap(({ records }) => records));
    expect(lines.filter(({ state }) => state === 'done').map(({ stepId }) => stepId)).toEqual([...copies, 'rest']);
  }
  await house.replay(handle, plan);
});

test('a group that is too large to continue as new ends, so that its runs are found and get hosts that can carry them', async () => {
  const rests = Array.from({ length: 12 }, (_, at) => `rest${at}`);
  const plan = aPlan({ start: aTrigger(), read: anAction(), ...Object.fromEntries(rests.map((id) => [id, aWait(1, 'seconds')])) }, [
    'start.next>read',
    'read.next>rest0',
    ...rests.slice(1).map((id, at) => `rest${at}.next>${id}`),
  ]);
  const handle = await house.startGroup(plan, { runs: someRuns(20), mostEvents: 6 }, () => text(120_000));
  const failure = await handle.result().catch((thrown) => thrown);

  expect(failure).toBeInstanceOf(WorkflowFailedError);
  expect(failure.cause).toBeInstanceOf(ApplicationFailure);
  expect(failure.cause.type).toBe('too large');
});
