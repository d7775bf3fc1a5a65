import { aForEach, anAction, anIf, aPlan, aSet, aTrigger, done, inside } from '@noi/flow/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stopRunSignal } from './names.ts';
import { createTestHouse, type TestHouse } from './testing/createTestHouse.ts';
import { generations } from './testing/golden/GoldenHistory.ts';
import { someRuns } from './testing/someRuns.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Who has a list calls for each of its items, one after the other; the others are done at once. */
const plan = aPlan({ start: aTrigger(), many: anIf('trigger.items'), each: aForEach(), send: inside('each', anAction()), note: aSet('note', 'x') }, [
  'start.next>many',
  'many.true>each',
  'many.false>note',
]);
const items = Array.from({ length: 40 }, (_, index) => index);

function callerAndNeighbour() {
  const [caller, neighbour] = [...someRuns(1, { items }), ...someRuns(1)];
  if (!caller || !neighbour) throw new Error('two runs');
  return { caller, neighbour, runs: [caller, neighbour] };
}

test.each([
  ['today', generations.prompt, true],
  ['former days', generations.shares, false],
] as const)('a long chain of quick calls and its neighbour, whose end is written between the calls (a group of %s)', async (_days, habits, isBetween) => {
  const { caller, neighbour, runs } = callerAndNeighbour();
  let calls = 0;
  let callsBefore = Number.NaN;
  house.onEnd((runId) => {
    if (runId === neighbour.runId) callsBefore = calls;
  });
  const handle = await house.startGroup(plan, { runs, habits }, async () => {
    await rest(50);
    calls += 1;
    return done({});
  });
  await handle.result();

  expect(runs.map(({ runId }) => house.outcome(runId)?.state)).toEqual(['done', 'done']);
  expect(house.calls.filter(({ runId }) => runId === caller.runId)).toHaveLength(items.length);
  expect(callsBefore < items.length).toBe(isBetween);
  await house.replay(handle, plan);
});

test('a run is stopped in the middle of its chain of calls, and what was asked and had not gone is not made', async () => {
  const { caller, runs } = callerAndNeighbour();
  let calls = 0;
  const handle = await house.startGroup(plan, { runs }, async () => {
    calls += 1;
    if (calls === 3) await handle.signal(stopRunSignal, { runId: caller.runId });
    await rest(50);
    return done({});
  });
  await handle.result();

  expect(house.outcome(caller.runId)).toMatchObject({ state: 'stopped', by: 'person' });
  expect(calls).toBeLessThan(items.length);
  await house.replay(handle, plan);
});
