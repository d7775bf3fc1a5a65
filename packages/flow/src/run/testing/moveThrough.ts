import type { Plan } from '../../plan/Plan.ts';
import { moveState } from '../move/moveState.ts';
import type { RunOutcome, StepRecord } from '../RunPorts.ts';
import type { RunState } from '../RunState.ts';
import { play, type RandomWorld, respond } from './randomWorld.ts';
import { walkThrough } from './walkThrough.ts';

export interface MovedWalk {
  /** Before the move; `null` when the run was over by then. */
  readonly state: RunState | null;
  readonly before: readonly StepRecord[];
  readonly after: readonly StepRecord[];
  readonly outcomes: readonly RunOutcome[];
  readonly end: RunState;
}

/** What comes at last where the world has nothing: longer than any time-out. */
const late = { afterMs: 90_000_000, answer: { outcome: 'done', port: 'next', output: {} } } as const;

/** Walks a world's plan, puts the run on another plan before the given move, and walks that to its end. */
export function moveThrough(world: RandomWorld, { newPlan, at }: { newPlan: Plan; at: number }): MovedWalk {
  let state: RunState | null = null;
  let told = Number.POSITIVE_INFINITY;
  const { records, outcomes, run } = walkThrough({
    plan: world.plan,
    trigger: world.trigger,
    behave: play(world),
    takes: () => 1_000,
    respond: (request) => respond(world)(request) ?? late,
    isRehosted: (move) => move === at,
    restore({ state: soFar, records: lines, now }) {
      state = JSON.parse(JSON.stringify(soFar));
      told = lines.length;
      return { state: moveState({ state: soFar, oldPlan: world.plan, newPlan, now }).state, plan: newPlan };
    },
  });
  return { state, before: records.slice(0, told), after: records.slice(told), outcomes, end: run.state };
}
