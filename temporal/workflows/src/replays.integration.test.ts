import { anAction, aPlan, aTrigger, aWait, done, play, type RandomWorld, randomWorld } from '@noi/flow/testing';
import type { WorkflowHandle } from '@temporalio/client';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { todaysHabits } from './groupHabits.ts';
import { continueNowSignal } from './names.ts';
import { type Behaviour, createTestHouse, type TestHouse } from './testing/createTestHouse.ts';
import { someRuns } from './testing/someRuns.ts';
import { walkWorlds } from './testing/walkWorlds.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

/** As groups are started today, and as they were before there were habits. */
const forms = [
  ['today', todaysHabits],
  ['former days', {}],
] as const;

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const timersOf = async (handle: WorkflowHandle) =>
  ((await handle.fetchHistory()).events ?? []).filter(({ timerStartedEventAttributes }) => timerStartedEventAttributes).length;
const sendAndRest = aPlan({ start: aTrigger(), send: anAction(), rest: aWait(3) }, ['start.next>send', 'send.next>rest']);

test.each(forms)('runs that end one after another leave a history that replays, however their calls come back (a group of %s)', async (_days, habits) => {
  const plan = aPlan({ start: aTrigger(), rest: aWait(3), send: anAction() }, ['start.next>rest', 'rest.next>send']);
  const runs = someRuns(3);
  const handle = await house.startGroup(plan, { runs, habits });
  await vi.waitFor(() => expect(runs.map(({ runId }) => house.records(runId).length)).toEqual([2, 2, 2]), 60_000);
  for (const { runId } of runs) await handle.signal(continueNowSignal, { runId, stepId: 'rest' });
  await handle.result();
  await house.replay(handle, plan);
});

test.each(forms)(
  'runs whose steps end on both sides of a second leave a history that replays, with the timers that there were (a group of %s)',
  async (_days, habits) => {
    const runs = someRuns(3);
    const [, , last] = runs;
    // Within one workflow task: two of them well before a second is full, the third one well after it; reckoned from the first call, however late that comes.
    let full: number | undefined;
    const handle = await house.startGroup(sendAndRest, { runs, habits }, async ({ runId }) => {
      full ??= Math.ceil(Date.now() / 1_000) * 1_000 + 1_000;
      await rest(full + (runId === last?.runId ? 900 : -900) - Date.now());
      return done({ sent: true });
    });
    await vi.waitFor(async () => expect(await timersOf(handle)).toBeGreaterThan(1), 60_000);
    for (const { runId } of runs) await handle.signal(continueNowSignal, { runId, stepId: 'rest' });
    await handle.result();
    await house.replay(handle, sendAndRest);
  },
);

test.each(forms)(
  'a call that is done and then calls that are awaited elsewhere leave a history that replays, with their commands in that order (a group of %s)',
  async (_days, habits) => {
    const runs = someRuns(3);
    const [first] = runs;
    const handle = await house.startGroup(sendAndRest, { runs, habits }, async ({ runId }) => {
      if (runId === first?.runId) return done({ sent: true });
      await rest(200);
      return { pendingAt: house.hostQueue };
    });
    await vi.waitFor(() => expect(runs.map(({ runId }) => house.records(runId).length)).toEqual([4, 4, 4]), 60_000);
    for (const { runId } of runs) await handle.signal(continueNowSignal, { runId, stepId: 'rest' });
    await handle.result();
    await house.replay(handle, sendAndRest);
  },
);

/** As the script says, each call in a time of its own; some that are done take longer than a local activity waits. */
const inTheirOwnTime =
  (hostQueue: string) =>
  (world: RandomWorld): Behaviour => {
    const script = play(world);
    return async (request, { isLocal }) => {
      const number = numberOf(`${request.runId} ${request.token}`);
      await rest(number % 30);
      const result = script(request);
      return isLocal && result.outcome === 'done' && number % 4 === 0 ? { pendingAt: hostQueue, result } : result;
    };
  };

/** The same for the same text, and as good as random. */
function numberOf(text: string): number {
  let number = 7;
  for (const letter of text) number = (Math.imul(number, 31) + letter.charCodeAt(0)) >>> 0;
  return number;
}

const anyWorlds = fc.sample(randomWorld({ canEndEarly: false, mostSteps: 10, containers: 'calm' }), { numRuns: 25, seed: 20261124 });

test.each([
  ['today', todaysHabits, anyWorlds],
  ['former days', {}, anyWorlds.slice(0, 10)],
])('any history replays, in whatever order and time calls come back (a group of %s)', { timeout: 300_000 }, async (days, habits, worlds) => {
  const groups = await walkWorlds(house, { worlds, prefix: `any ${days} `, habits, behave: inTheirOwnTime(house.hostQueue) });
  for (const [index, { plan }] of worlds.entries()) await house.replay(groups[index] as WorkflowHandle, plan);
});
