import { type AwaitAnswer, type StepId, type StepRecord, simulate } from '@noi/flow';
import { play, type RandomWorld, randomWorld, respond } from '@noi/flow/testing';
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

/** How an awaiting step of this world ends: by what comes, or by its time-out where that is earlier; `undefined` for other steps. */
function endingOf(world: RandomWorld, stepId: StepId): AwaitAnswer | 'timeout' | undefined {
  const step = world.plan.steps[stepId];
  if (step?.kind !== 'waitForEvent' && step?.kind !== 'approval' && step?.kind !== 'subflow') return undefined;
  const come = respond(world)({ stepId });
  const hours = step.kind === 'subflow' ? undefined : step.timeout?.amount;
  return come === null || (hours !== undefined && come.afterMs > hours * 3_600_000) ? 'timeout' : come.answer;
}

/** Walks the worlds on the real server, each in a group of two; every wait and back-off ends as soon as it is told, and what the world has for a step comes at once. */
async function walkForReal(worlds: readonly RandomWorld[], prefix: string): Promise<void> {
  const worldOf = new Map<string, RandomWorld>();
  const workflowOf = new Map<string, string>();
  house.onLine((runId, { stepId, scope, state }) => {
    const [world, workflowId] = [worldOf.get(runId), workflowOf.get(runId)];
    if (world === undefined || workflowId === undefined || (state !== 'waiting' && state !== 'retrying')) return;
    const ending = endingOf(world, stepId);
    if (ending !== undefined && ending !== 'timeout') return;
    // The group may have ended meanwhile.
    house.client.workflow
      .getHandle(workflowId)
      .signal(continueNowSignal, { runId, stepId, scope })
      .catch(() => {});
  });
  house.onWait(({ runId, stepId, token }) => {
    const world = worldOf.get(runId);
    const ending = world === undefined ? undefined : endingOf(world, stepId);
    // Told of while it is asked for, and by a signal, which may find the group ended.
    if (ending !== undefined && ending !== 'timeout') house.answer({ runId, token, answer: ending }).catch(() => {});
  });
  await Promise.all(
    worlds.map(async (world, index) => {
      const runs = ['a', 'b'].map((twin) => ({ runId: `${prefix}${index}${twin}`, eventId: 'e', trigger: world.trigger }));
      for (const { runId } of runs) {
        worldOf.set(runId, world);
        workflowOf.set(runId, house.workflowIdOf(runs));
      }
      const handle = await house.startGroup(world.plan, { runs }, play(world));
      await handle.result();
    }),
  );
}

const simulated = (world: RandomWorld, seed: string) =>
  simulate({ plan: world.plan, trigger: world.trigger, startAt: Date.now(), behave: play(world), respond: respond(world), seed });

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
  await walkForReal(worlds, 'narrow');

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
  await walkForReal(worlds, 'wide');

  for (const [index, world] of worlds.entries()) {
    for (const runId of [`wide${index}a`, `wide${index}b`]) {
      const simulation = simulated(world, runId);
      expect(byVisit(house.records(runId)), runId).toEqual(byVisit(simulation.records));
      expect(house.outcome(runId)).toEqual(simulation.outcome);
    }
  }
});
