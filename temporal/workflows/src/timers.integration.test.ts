import { anAction, aPlan, aTrigger, aWait, done, failed } from '@noi/flow/testing';
import type { WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
/** Who has a phone is sent something; the others wait. */
const plan = aPlan(
  {
    start: aTrigger(),
    which: { kind: 'if', rule: { combinator: 'and', rules: [{ field: 'trigger.phone', operator: 'notNull' }] } },
    send: anAction(),
    more: anAction(),
    rest: aWait(4, 'seconds'),
  },
  ['start.next>which', 'which.true>send', 'send.error>more', 'which.false>rest'],
);
const heldMs = 1_500;

async function eventsOf(handle: WorkflowHandle) {
  const { events } = await handle.fetchHistory();
  const timers = (events ?? []).flatMap(({ timerStartedEventAttributes: timer }) => (timer ? [timer] : []));
  return {
    timersMs: timers.map(({ startToFireTimeout }) => Number(startToFireTimeout?.seconds ?? 0) * 1_000 + (startToFireTimeout?.nanos ?? 0) / 1e6),
    rings: (events ?? []).filter(({ timerFiredEventAttributes }) => timerFiredEventAttributes).length,
    tasks: (events ?? []).filter(({ workflowTaskCompletedEventAttributes }) => workflowTaskCompletedEventAttributes).length,
  };
}

/** A run that waits, and one whose call holds up their group's task. */
function waiterAndCaller() {
  const [waiter, caller] = [...someRuns(1), ...someRuns(1, { phone: '0912345678' })];
  if (!waiter || !caller) throw new Error('two runs');
  return { runs: [waiter, caller], waiter };
}

test.each([
  ['today is counted from the end of that task', generations.prompt, { least: 1, most: 5_000 - heldMs + 5 }],
  ['former days from its beginning', generations.shares, { least: 4_000, most: 5_000 }],
])('what is left of a wait that began in a task which a call holds open: in a group of %s', async (_days, habits, { least, most }) => {
  const { runs } = waiterAndCaller();
  const handle = await house.startGroup(plan, { runs, habits }, async () => {
    await rest(heldMs);
    return done({});
  });
  await handle.result();

  const { timersMs } = await eventsOf(handle);
  expect(timersMs).toHaveLength(1);
  // A wait of four seconds is rounded up to a whole second.
  expect(Math.min(...timersMs)).toBeGreaterThanOrEqual(least);
  expect(Math.max(...timersMs)).toBeLessThanOrEqual(most);
  await house.replay(handle, plan);
});

test('where the machine that writes is ahead of the server, nobody is woken early', async () => {
  const { runs, waiter } = waiterAndCaller();
  house.setAhead(600_000);
  const handle = await house.startGroup(plan, { runs });
  await handle.result();
  house.setAhead(0);

  const { timersMs, rings } = await eventsOf(handle);
  expect(rings).toBeGreaterThan(1);
  expect(timersMs[0]).toBeLessThan(5);
  const [began, ended] = house.records(waiter.runId).filter(({ stepId }) => stepId === 'rest');
  expect((ended?.at ?? 0) - (began?.at ?? 0)).toBeGreaterThanOrEqual(4_000);
  await house.replay(handle, plan);
});

test('a timer that the server has is left alone, also when the task goes on in another one', async () => {
  const { runs } = waiterAndCaller();
  // Two calls one after the other, longer than a task may take: the SDK ends the task at four fifths of its time, with what there is, and goes on in a new one.
  const handle = await house.startGroup(plan, { runs, taskTimeout: '1 second' }, async ({ stepId }) => {
    await rest(1_200);
    return stepId === 'send' ? failed('rejected') : done({});
  });
  await handle.result();

  const { timersMs, tasks } = await eventsOf(handle);
  expect(timersMs).toHaveLength(1);
  expect(tasks).toBeGreaterThan(2);
  await house.replay(handle, plan);
});
