import type { AwaitAnswer, StepId } from '@noi/flow';
import { play, type RandomWorld, respond } from '@noi/flow/testing';
import type { WorkflowHandle } from '@temporalio/client';
import { type GroupHabits, todaysHabits } from '../groupHabits.ts';
import { continueNowSignal } from '../names.ts';
import type { Behaviour, TestHouse } from './createTestHouse.ts';

/** How an awaiting step of this world ends: by what comes, or by its time-out where that is earlier; `undefined` for other steps. */
function endingOf(world: RandomWorld, stepId: StepId): AwaitAnswer | 'timeout' | undefined {
  const step = world.plan.steps[stepId];
  if (step?.kind !== 'waitForEvent' && step?.kind !== 'approval' && step?.kind !== 'subflow') return undefined;
  const come = respond(world)({ stepId });
  const hours = step.kind === 'subflow' ? undefined : step.timeout?.amount;
  return come === null || (hours !== undefined && come.afterMs > hours * 3_600_000) ? 'timeout' : come.answer;
}

export interface Walk {
  readonly worlds: readonly RandomWorld[];
  /** The runs of the world at index 3 are `${prefix}3a` and `${prefix}3b`. */
  readonly prefix: string;
  /** How the world's calls behave, when not as its script says. */
  readonly behave?: (world: RandomWorld) => Behaviour;
  readonly habits?: GroupHabits;
}

/**
 * Walks the worlds on the real server to their ends, each in a group of two; every wait and back-off ends as soon as it is told, and what the world has for a
 * step comes at once. Answers with the groups, in the worlds' order.
 */
export async function walkWorlds(house: TestHouse, { worlds, prefix, behave = play, habits = todaysHabits }: Walk): Promise<WorkflowHandle[]> {
  const worldOf = new Map<string, RandomWorld>();
  const workflowOf = new Map<string, string>();
  const told: Promise<unknown>[] = [];
  const tell = (signal: Promise<void>) => {
    // Its group may have ended meanwhile.
    told.push(signal.catch(() => {}));
  };
  house.onLine((runId, { stepId, scope, state }) => {
    const [world, workflowId] = [worldOf.get(runId), workflowOf.get(runId)];
    if (world === undefined || workflowId === undefined || (state !== 'waiting' && state !== 'retrying')) return;
    const ending = endingOf(world, stepId);
    if (ending !== undefined && ending !== 'timeout') return;
    tell(house.client.workflow.getHandle(workflowId).signal(continueNowSignal, { runId, stepId, scope }));
  });
  house.onWait(({ runId, stepId, token }) => {
    const world = worldOf.get(runId);
    const ending = world === undefined ? undefined : endingOf(world, stepId);
    // Told of while it is asked for, and by a signal.
    if (ending !== undefined && ending !== 'timeout') tell(house.answer({ runId, token, answer: ending }));
  });
  const groups = await Promise.all(
    worlds.map(async (world, index) => {
      const runs = ['a', 'b'].map((twin) => ({ runId: `${prefix}${index}${twin}`, eventId: 'e', trigger: world.trigger }));
      for (const { runId } of runs) {
        worldOf.set(runId, world);
        workflowOf.set(runId, house.workflowIdOf(runs));
      }
      const handle = await house.startGroup(world.plan, { runs, habits }, behave(world));
      await handle.result();
      return handle;
    }),
  );
  await Promise.all(told);
  return groups;
}
