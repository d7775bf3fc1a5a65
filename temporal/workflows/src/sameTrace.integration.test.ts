import { type StepRecord, simulate } from '@noi/flow';
import { play, type RandomWorld, randomWorld } from '@noi/flow/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { continueNowSignal, openStepsQuery } from './names.ts';
import { createTestHouse, type TestHouse } from './testing/createTestHouse.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

/** What a line says apart from the clock: real calls take time, simulated ones none. */
function timeless({ at: _at, until: _until, ...line }: StepRecord): Omit<StepRecord, 'at' | 'until'> {
  return line;
}

function byStep(records: readonly StepRecord[]): Record<string, unknown[]> {
  const steps: Record<string, unknown[]> = {};
  for (const line of records) steps[line.stepId] = [...(steps[line.stepId] ?? []), timeless(line)];
  return steps;
}

/** Walks the worlds on the real server, each in a group of two, and ends every wait and back-off as soon as it is open. */
async function walkForReal(worlds: readonly RandomWorld[], prefix: string): Promise<void> {
  await Promise.all(
    worlds.map(async (world, index) => {
      const runs = ['a', 'b'].map((twin) => ({ runId: `${prefix}${index}${twin}`, eventId: 'e', trigger: world.trigger }));
      const handle = await house.startGroup(world.plan, { runs }, play(world));
      let isOver = false;
      const over = handle.result().then(() => {
        isOver = true;
      });
      while (!isOver) {
        const open = isOver ? [] : await handle.query(openStepsQuery).catch(() => []);
        const sleeping = open.filter((step) => step.doing !== 'execute');
        await Promise.all(sleeping.map(({ runId, stepId }) => handle.signal(continueNowSignal, { runId, stepId }).catch(() => {})));
        await Promise.race([over, vi.waitFor(() => {})]);
      }
      await over;
    }),
  );
}

test('a single token leaves the same trace in the simulator and on Temporal', async () => {
  const worlds = fc.sample(randomWorld({ isNarrow: true, mostSteps: 8 }), { numRuns: 15, seed: 20261122 });
  await walkForReal(worlds, 'narrow');

  for (const [index, world] of worlds.entries()) {
    for (const runId of [`narrow${index}a`, `narrow${index}b`]) {
      const simulation = simulate({ plan: world.plan, trigger: world.trigger, startAt: 0, behave: play(world), seed: runId });
      expect(house.records(runId).map(timeless), runId).toEqual(simulation.records.map(timeless));
      expect(house.outcome(runId)).toEqual(simulation.outcome);
    }
  }
});

test('many tokens leave the same trace at every step, in whatever order calls come back', async () => {
  const worlds = fc.sample(randomWorld({ canEndEarly: false, mostSteps: 10 }), { numRuns: 15, seed: 20261123 });
  await walkForReal(worlds, 'wide');

  for (const [index, world] of worlds.entries()) {
    for (const runId of [`wide${index}a`, `wide${index}b`]) {
      const simulation = simulate({ plan: world.plan, trigger: world.trigger, startAt: 0, behave: play(world), seed: runId });
      expect(byStep(house.records(runId)), runId).toEqual(byStep(simulation.records));
      expect(house.outcome(runId)).toEqual(simulation.outcome);
    }
  }
});
