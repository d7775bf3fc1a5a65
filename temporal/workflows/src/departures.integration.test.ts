import { anAction, aPlan, aTrigger, aWait, done, story } from '@noi/flow/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { continueNowSignal, leaveGroupSignal, openStepsQuery } from './names.ts';
import { createTestHouse, type TestHouse } from './testing/createTestHouse.ts';
import { aRun } from './testing/someRuns.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

const handedOver = (runId: string) => house.handOvers.flatMap(({ runs }) => runs).filter((run) => run.runId === runId);
const callsOf = (runId: string) => house.calls.filter((call) => call.runId === runId).map(({ stepId }) => stepId);
const waitThenSend = aPlan({ start: aTrigger(), rest: aWait(4, 'seconds'), send: anAction() }, ['start.next>rest', 'rest.next>send']);

test('a run that somebody takes does nothing more here, and its neighbours go on', async () => {
  const [leaver, neighbour] = [aRun(), aRun()];
  house.take(leaver.runId);
  const handle = await house.startGroup(waitThenSend, { runs: [leaver, neighbour] });
  await handle.signal(leaveGroupSignal, { runIds: [leaver.runId, 'nobody'] });
  await handle.result();
  expect(handedOver(leaver.runId)).toMatchObject([{ state: { scopes: { root: { steps: { rest: { state: 'open', doing: 'wait' } } } }, outcome: null } }]);
  expect([callsOf(leaver.runId), callsOf(neighbour.runId)]).toEqual([[], ['send']]);
  expect([house.outcome(leaver.runId), house.outcome(neighbour.runId)]).toEqual([undefined, { state: 'done' }]);
});

test('a run that nobody takes goes on where it is: its timer rings, and it does each thing once', async () => {
  const run = aRun();
  const handle = await house.startGroup(waitThenSend, { runs: [run] });
  await handle.signal(leaveGroupSignal, { runIds: [run.runId] });
  await handle.result();
  expect([handedOver(run.runId).length, callsOf(run.runId), house.outcome(run.runId)]).toEqual([1, ['send'], { state: 'done' }]);
});

test('nobody is handed over with a call under way; what comes after the call is not begun here', async () => {
  const plan = aPlan({ start: aTrigger(), slow: anAction({ slow: true }), next: anAction() }, ['start.next>slow', 'slow.next>next']);
  const run = aRun();
  house.take(run.runId);
  let finish: () => void = () => undefined;
  const called = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const handle = await house.startGroup(plan, { runs: [run] }, async () => {
    await called;
    return done({ sent: true });
  });
  await vi.waitFor(() => expect(callsOf(run.runId)).toEqual(['slow']), 60_000);
  await handle.signal(leaveGroupSignal, { runIds: [run.runId] });
  // The signal has been worked off when a query after it is answered.
  await handle.query(openStepsQuery);
  expect(handedOver(run.runId)).toEqual([]);
  finish();
  await handle.result();
  expect(handedOver(run.runId)).toMatchObject([
    { state: { scopes: { root: { steps: { slow: { state: 'ended' }, next: { state: 'open', doing: 'execute' } } } } } },
  ]);
  expect(callsOf(run.runId)).toEqual(['slow']);
  expect(story(house.records(run.runId))).toContain('slow done next');
});

test('a history with departures is replayed alike', async () => {
  const runs = [aRun(), aRun(), aRun()];
  house.take(runs[0]?.runId ?? '');
  const handle = await house.startGroup(waitThenSend, { runs });
  await handle.signal(leaveGroupSignal, { runIds: runs.slice(0, 2).map(({ runId }) => runId) });
  await handle.signal(continueNowSignal, { runId: runs[2]?.runId ?? '', stepId: 'rest' });
  await handle.result();
  await house.replay(handle, waitThenSend);
});
