import { type StepRecord, simulate } from '@noi/flow';
import { play, type RandomWorld, randomWorld } from '@noi/flow/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { continueNowSignal } from './names.ts';
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

const rank = (state: StepRecord['state']) => (state === 'running' ? 0 : state === 'waiting' || state === 'retrying' ? 1 : 2);

/** Each visit of a step, in whatever scope, with its lines as they follow each other; those that a slow call takes along are written late. */
function byVisit(lines: readonly StepRecord[]): Record<string, unknown[]> {
  const records = [...lines].sort((a, b) => a.attempt - b.attempt || rank(a.state) - rank(b.state));
  const visits: Record<string, unknown[]> = {};
  for (const line of records) {
    const key = `${line.scope}/${line.stepId}`;
    visits[key] = [...(visits[key] ?? []), timeless(line)];
  }
  return visits;
}

/** Walks the worlds on the real server, each in a group of two, and ends every wait and back-off as soon as it is told. */
async function walkForReal(worlds: readonly RandomWorld[], prefix: string): Promise<void> {
  const workflowOf = new Map<string, string>();
  house.onLine((runId, { stepId, state }) => {
    const workflowId = workflowOf.get(runId);
    if (workflowId === undefined || (state !== 'waiting' && state !== 'retrying')) return;
    // The group may have ended meanwhile.
    house.client.workflow
      .getHandle(workflowId)
      .signal(continueNowSignal, { runId, stepId })
      .catch(() => {});
  });
  await Promise.all(
    worlds.map(async (world, index) => {
      const runs = ['a', 'b'].map((twin) => ({ runId: `${prefix}${index}${twin}`, eventId: 'e', trigger: world.trigger }));
      for (const { runId } of runs) workflowOf.set(runId, house.workflowIdOf(runs));
      const handle = await house.startGroup(world.plan, { runs }, play(world));
      await handle.result();
    }),
  );
}

test('a single token leaves the same trace in the simulator and on Temporal', async () => {
  const worlds = fc.sample(randomWorld({ isNarrow: true, mostSteps: 8, hasAwaits: false }), { numRuns: 15, seed: 20261122 });
  await walkForReal(worlds, 'narrow');

  for (const [index, world] of worlds.entries()) {
    for (const runId of [`narrow${index}a`, `narrow${index}b`]) {
      const simulation = simulate({ plan: world.plan, trigger: world.trigger, startAt: Date.now(), behave: play(world), seed: runId });
      expect(house.records(runId).map(timeless), runId).toEqual(simulation.records.map(timeless));
      expect(house.outcome(runId)).toEqual(simulation.outcome);
    }
  }
});

test('many tokens leave the same trace at every step, in whatever order calls come back', async () => {
  const worlds = fc.sample(randomWorld({ canEndEarly: false, mostSteps: 10, hasAwaits: false, containers: 'calm' }), { numRuns: 15, seed: 20261123 });
  await walkForReal(worlds, 'wide');

  for (const [index, world] of worlds.entries()) {
    for (const runId of [`wide${index}a`, `wide${index}b`]) {
      const simulation = simulate({ plan: world.plan, trigger: world.trigger, startAt: Date.now(), behave: play(world), seed: runId });
      expect(byVisit(house.records(runId)), runId).toEqual(byVisit(simulation.records));
      expect(house.outcome(runId)).toEqual(simulation.outcome);
    }
  }
});
