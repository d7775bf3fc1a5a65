import { aForEach, anAction, anIf, aPlan, aSet, aTrigger, inside } from '@noi/flow/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHouse, type TestHouse } from './testing/createTestHouse.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

test('a loop of 10,000 items takes turns with its neighbour, which is served in between; what they leave to write goes in requests of bounded size', async () => {
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
  const runs = [
    { runId: 'long-loop', eventId: 'e1', trigger: { items: Array.from({ length: 10_000 }, (_, index) => index) } },
    { runId: 'loop-neighbour', eventId: 'e2', trigger: {} },
  ];
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
