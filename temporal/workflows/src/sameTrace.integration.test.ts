import { type RandomWorld, randomWorld } from '@noi/flow/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHouse, type TestHouse } from './testing/createTestHouse.ts';
import { byVisit, simulated, timeless } from './testing/traces.ts';
import { walkWorlds } from './testing/walkWorlds.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

/** Which kinds of steps these worlds' runs came to. */
function visitedKinds(worlds: readonly RandomWorld[]): Set<string> {
  return new Set(worlds.flatMap((world) => simulated(world, '').records.map(({ stepId }) => world.plan.steps[stepId]?.kind ?? '')));
}

const everyKind = [
  ...['action', 'approval', 'errorHandler', 'fail', 'first', 'forEach', 'if', 'parallel', 'repeat', 'set'],
  ...['split', 'stop', 'subflow', 'switch', 'trigger', 'wait', 'waitForEvent'],
];

test('a single token leaves the same trace in the simulator and on Temporal', async () => {
  const worlds = fc.sample(randomWorld({ isNarrow: true, mostSteps: 8 }), { numRuns: 40, seed: 20261122 });
  expect([...visitedKinds(worlds)].sort()).toEqual(everyKind);
  await walkWorlds(house, { worlds, prefix: 'narrow' });

  for (const [index, world] of worlds.entries()) {
    for (const runId of [`narrow${index}a`, `narrow${index}b`]) {
      const simulation = simulated(world, runId);
      expect(house.records(runId).map(timeless), runId).toEqual(simulation.records.map(timeless));
      expect(house.outcome(runId)).toEqual(simulation.outcome);
    }
  }
});

test('many tokens leave the same trace at every step, in whatever order calls come back', async () => {
  const worlds = fc.sample(randomWorld({ canEndEarly: false, mostSteps: 10, containers: 'calm' }), { numRuns: 30, seed: 20261123 });
  await walkWorlds(house, { worlds, prefix: 'wide' });

  for (const [index, world] of worlds.entries()) {
    for (const runId of [`wide${index}a`, `wide${index}b`]) {
      const simulation = simulated(world, runId);
      expect(byVisit(house.records(runId)), runId).toEqual(byVisit(simulation.records));
      expect(house.outcome(runId)).toEqual(simulation.outcome);
    }
  }
});
