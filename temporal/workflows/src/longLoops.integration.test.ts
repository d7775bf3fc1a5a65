import { createRun, type Plan, type RunOutcome } from '@noi/flow/run';
import { aForEach, anAction, anIf, aPlan, aRepeat, aSet, aTrigger, inside } from '@noi/flow/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHouse, type TestHouse } from './testing/createTestHouse.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

const items = (count: number) => Array.from({ length: count }, (_, index) => index);
const loops: Readonly<Record<string, { readonly plan: Plan; readonly items: number }>> = {
  'a for-each of 10,000 items': {
    plan: aPlan({ start: aTrigger(), each: aForEach(), one: inside('each', aSet('a', 'x {{ steps.each.item }}')) }, ['start.next>each']),
    items: 10_000,
  },
  'a for-each in a for-each': {
    plan: aPlan({ start: aTrigger(), each: aForEach(), within: inside('each', aForEach()), one: inside('within', aSet('a', 'x')) }, ['start.next>each']),
    items: 100,
  },
  'a repetition in a for-each': {
    plan: aPlan({ start: aTrigger(), each: aForEach(), again: inside('each', aRepeat('trigger.never', 10)), one: inside('again', aSet('a', 'x')) }, [
      'start.next>each',
    ]),
    items: 1_000,
  },
};

test.each(Object.entries(loops))('%s costs its group less than a second of computing', (_name, { plan, items: count }) => {
  const outcomes: RunOutcome[] = [];
  const none = () => {};
  const ports = { now: () => 0, execute: none, sleep: none, waitFor: none, cancel: none, record: none, finish: (end: RunOutcome) => void outcomes.push(end) };
  const before = process.cpuUsage();
  createRun({ plan, ports }).start({ items: items(count) });
  const { user, system } = process.cpuUsage(before);

  expect(outcomes).toEqual([{ state: 'done' }]);
  expect((user + system) / 1000).toBeLessThan(1_000);
});

test('a long loop beside a neighbour: both end, and what they leave to write goes in requests of bounded size', async () => {
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
    { runId: 'long-loop', eventId: 'e1', trigger: { items: items(2_000) } },
    { runId: 'loop-neighbour', eventId: 'e2', trigger: {} },
  ];
  await (await house.startGroup(plan, { runs })).result();

  expect(runs.map(({ runId }) => house.outcome(runId))).toEqual([{ state: 'done' }, { state: 'done' }]);
  expect(house.records('long-loop').filter(({ stepId }) => stepId === 'one')).toHaveLength(2_000);
  const sizes = [...house.flushes.map(({ entries }) => entries.flatMap(({ records }) => records)), ...house.calls.map(({ records }) => records)];
  expect(Math.max(...sizes.map(({ length }) => length))).toBeLessThanOrEqual(500);
});
