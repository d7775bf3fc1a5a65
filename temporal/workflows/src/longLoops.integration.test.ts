import { aForEach, anAction, anIf, aPlan, aSet, aTrigger, done, inside } from '@noi/flow/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { todaysHabits } from './groupHabits.ts';
import { createTestHouse, type TestHouse } from './testing/createTestHouse.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

const plan = aPlan(
  {
    start: aTrigger(),
    many: anIf('trigger.items'),
    each: aForEach(),
    one: inside('each', aSet('a', 'x')),
    send: anAction(),
    after: anAction({ slow: true }),
  },
  ['start.next>many', 'many.true>each', 'many.false>send', 'each.next>after'],
);
const loop = (runId: string, items: number) => ({ runId, eventId: runId, trigger: { items: Array.from({ length: items }, (_, index) => index) } });
const neighbour = (runId: string) => ({ runId, eventId: runId, trigger: {} });

test('a loop of 10,000 items takes turns with its neighbour, which is served in between; what they leave to write goes in requests of bounded size', async () => {
  const runs = [loop('long-loop', 10_000), neighbour('loop-neighbour')];
  const written: string[] = [];
  house.onLine((runId, { stepId }) => written.push(`${runId} ${stepId}`));
  const handle = await house.startGroup(plan, { runs });
  await handle.result();

  expect(runs.map(({ runId }) => house.outcome(runId))).toEqual([{ state: 'done' }, { state: 'done' }]);
  expect(house.records('long-loop').filter(({ stepId }) => stepId === 'one')).toHaveLength(10_000);
  expect(written.indexOf('loop-neighbour after')).toBeLessThan(written.indexOf('long-loop after') / 2);
  const { events } = await handle.fetchHistory();
  // Each turn ends the workflow's task, so that no other workflow of the worker waits for the whole loop.
  expect(events?.filter(({ timerFiredEventAttributes }) => timerFiredEventAttributes).length).toBeGreaterThan(10);
  const sizes = [...house.flushes.map(({ entries }) => entries.flatMap(({ records }) => records)), ...house.calls.map(({ records }) => records)];
  expect(Math.max(...sizes.map(({ length }) => length))).toBeLessThanOrEqual(500);
});

test.each([
  ['today', todaysHabits, true],
  ['former days', {}, false],
] as const)('long loops and their neighbours in a group of %s leave a history that replays', async (days, habits, areServedFirst) => {
  const [loops, neighbours] = [
    ['l0', 'l1', 'l2'],
    ['n0', 'n1', 'n2'],
  ].map((names) => names.map((name) => `${days} ${name}`)) as [string[], string[]];
  let looped = 0;
  house.onLine((runId) => {
    if (loops.includes(runId)) looped += 1;
  });
  const loopedBefore: number[] = [];
  const runs = [...loops.map((runId) => loop(runId, 1_500)), ...neighbours.map(neighbour)];
  const handle = await house.startGroup(plan, { runs, habits }, async ({ runId }) => {
    if (neighbours.includes(runId)) loopedBefore.push(looped);
    return done({});
  });
  await handle.result();

  expect(runs.map(({ runId }) => house.outcome(runId)?.state)).toEqual(runs.map(() => 'done'));
  // Runs of a few moves have theirs before any loop is in its second turn.
  expect(Math.max(...loopedBefore) === 0).toBe(areServedFirst);
  await house.replay(handle, plan);
});

test('what a person answers about a held step while a loop beside it takes its turns is told like any other answer', async () => {
  const beside = aPlan(
    {
      ...{ start: aTrigger(), both: { kind: 'parallel' }, send: inside('both', anAction()), first: inside('both', anAction({ slow: true })) },
      ...{ each: inside('both', aForEach()), one: inside('each', aSet('a', 'x')) },
    },
    ['start.next>both', 'first.next>each'],
  );
  const run = loop('answered-in-a-loop', 10_000);
  let asked = '';
  let begin = () => {};
  const isAsked = new Promise<void>((resolve) => {
    begin = resolve;
  });
  let lines = 0;
  house.onWait(({ runId, token }) => {
    if (runId !== run.runId) return;
    asked = token;
    begin();
  });
  house.onLine((runId, { stepId }) => {
    if (runId !== run.runId || stepId !== 'one') return;
    lines += 1;
    if (lines === 1) void house.answer({ runId, token: asked, answer: { outcome: 'done', port: 'next', output: { sent: true } } });
  });
  const handle = await house.startGroup(beside, { runs: [run] }, async ({ stepId }) => {
    if (stepId === 'send') return { outcome: 'held', key: 'unknown:x', reason: { vi: 'Chưa rõ', en: 'Not known' } };
    await isAsked;
    return done({});
  });
  await handle.result();

  expect(house.outcome(run.runId)).toEqual({ state: 'done' });
  expect(house.records(run.runId).filter(({ stepId }) => stepId === 'send')).toMatchObject([
    { state: 'running' },
    { state: 'waiting' },
    { state: 'done', output: { sent: true } },
  ]);
  await house.replay(handle, beside);
});
