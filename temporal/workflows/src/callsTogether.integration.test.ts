import { anAction, aPlan, aTrigger, aWait, done, story } from '@noi/flow/testing';
import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ActivityDies, createTestHouse, type TestHouse } from './testing/createTestHouse.ts';
import { someRuns } from './testing/someRuns.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

const sendTwice = aPlan({ start: aTrigger(), send: anAction(), rest: aWait(1, 'seconds'), ask: anAction() }, [
  'start.next>send',
  'send.next>rest',
  'rest.next>ask',
]);

/** How often a local activity of this type is in the history. */
async function localOf(handle: WorkflowHandle, type: string): Promise<number> {
  const { events = [] } = JSON.parse(historyToJSON(await handle.fetchHistory())) as {
    events?: { markerRecordedEventAttributes?: { details?: { data?: Payloads } } }[];
  };
  const told = events.flatMap(({ markerRecordedEventAttributes: marker }) => marker?.details?.data?.payloads ?? []);
  return told.filter(({ data }) => Buffer.from(data, 'base64').toString().includes(`"activity_type":"${type}"`)).length;
}
interface Payloads {
  readonly payloads: readonly { readonly data: string }[];
}

test('calls of one moment go in as few activities as there may be, each with its own data, and the history replays', async () => {
  const runs = someRuns(25);
  const handle = await house.startGroup(sendTwice, { runs }, ({ runId, stepId }) => done({ said: `${runId} ${stepId}` }));
  await handle.result();
  for (const { runId } of runs) {
    expect(house.records(runId).filter(({ state, stepId }) => state === 'done' && (stepId === 'send' || stepId === 'ask'))).toMatchObject([
      { output: { said: `${runId} send` } },
      { output: { said: `${runId} ask` } },
    ]);
    expect(house.calls.filter((call) => call.runId === runId)).toHaveLength(2);
  }
  // Three for the first step; for the second one more when the first calls came back on both sides of a full second.
  expect(await localOf(handle, 'executeStep')).toBe(0);
  expect(await localOf(handle, 'executeSteps')).toBeLessThanOrEqual(9);
  await house.replay(handle, sendTwice);
});

test('groups of former days, which know nothing of it, go on call by call', async () => {
  const runs = someRuns(4);
  const handle = await house.startGroup(sendTwice, { runs, habits: {} });
  await handle.result();
  expect([await localOf(handle, 'executeStep'), await localOf(handle, 'executeSteps')]).toEqual([8, 0]);
  await house.replay(handle, sendTwice);
});

test('a house that is down for one call delays that run alone', async () => {
  const runs = someRuns(5);
  const [unlucky] = runs;
  const handle = await house.startGroup(sendTwice, { runs }, ({ runId, stepId }, { isLocal }) => {
    if (runId === unlucky?.runId && stepId === 'send' && isLocal) throw new Error('the database is away');
    return done({});
  });
  await handle.result();
  const wasLocal = (runId: string) => house.calls.filter((call) => call.runId === runId).map(({ isLocal }) => isLocal);
  expect(runs.map(({ runId }) => wasLocal(runId))).toEqual([[true, false, true], ...runs.slice(1).map(() => [true, true])]);
  expect(runs.map(({ runId }) => house.outcome(runId))).toEqual(runs.map(() => ({ state: 'done' })));
  await house.replay(handle, sendTwice);
});

test('where the whole activity comes to nothing, each call goes on by itself, remotely', async () => {
  const runs = someRuns(5);
  const [last] = runs.slice(-1);
  const handle = await house.startGroup(sendTwice, { runs }, ({ runId, stepId }, { isLocal }) => {
    if (runId === last?.runId && stepId === 'send' && isLocal) throw new ActivityDies('killed');
    return done({});
  });
  await handle.result();
  for (const { runId } of runs) {
    expect(house.calls.filter((call) => call.runId === runId && call.stepId === 'send').map(({ isLocal }) => isLocal)).toEqual([true, false]);
    expect(story(house.records(runId)).filter((line) => line.startsWith('send'))).toEqual(['send running', 'send done next']);
  }
  await house.replay(handle, sendTwice);
});
