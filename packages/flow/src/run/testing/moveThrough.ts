import type { Plan } from '../../plan/Plan.ts';
import { createRun } from '../createRun.ts';
import { moveState } from '../move/moveState.ts';
import type { RunOutcome, RunPorts, StepRecord } from '../RunPorts.ts';
import type { RunState } from '../RunState.ts';
import { play, type RandomWorld, respond } from './randomWorld.ts';

export interface MovedWalk {
  /** Before the move; `null` when the run was over by then. */
  readonly state: RunState | null;
  readonly before: readonly StepRecord[];
  readonly after: readonly StepRecord[];
  readonly outcomes: readonly RunOutcome[];
  readonly end: RunState;
}

interface Due {
  readonly time: number;
  readonly token: string;
  bring(): void;
}

const mostMoves = 3_000;

/** Walks a world's plan, puts the run on another plan before the given move, and walks that to its end. */
export function moveThrough(world: RandomWorld, { newPlan, at }: { newPlan: Plan; at: number }): MovedWalk {
  let now = 0;
  let due: Due[] = [];
  let records: StepRecord[] = [];
  const outcomes: RunOutcome[] = [];
  const ports: RunPorts = {
    now: () => now,
    execute: (request) => due.push({ time: now + 1_000, token: request.token, bring: () => run.settle(request.token, play(world)(request)) }),
    sleep: ({ token, until }) => due.push({ time: until, token, bring: () => run.wake(token) }),
    waitFor: ({ token, stepId }) => {
      const coming = respond(world)({ stepId }) ?? { afterMs: 90_000_000, answer: { outcome: 'done' as const, port: 'next', output: {} } };
      due.push({ time: now + coming.afterMs, token, bring: () => run.answer(token, coming.answer) });
    },
    cancel: (token) => {
      due = due.filter((other) => other.token !== token);
    },
    record: (line) => records.push(line),
    finish: (outcome) => outcomes.push(outcome),
  };
  let run = createRun({ plan: world.plan, ports });
  run.start(world.trigger);
  walk(at);
  if (run.isEnded) return { state: null, before: records, after: [], outcomes, end: run.state };

  const state: RunState = JSON.parse(JSON.stringify(run.state));
  const before = records;
  records = [];
  due = [];
  const moved = moveState({ state, oldPlan: world.plan, newPlan, now });
  run = createRun({ plan: newPlan, ports, state: JSON.parse(JSON.stringify(moved.state)) });
  run.resume();
  walk(mostMoves);
  return { state, before, after: records, outcomes, end: run.state };

  function walk(moves: number): void {
    for (let move = 0; move < moves && !run.isEnded; move += 1) {
      due.sort((a, b) => a.time - b.time || (a.token < b.token ? -1 : 1));
      const next = due.shift();
      if (next === undefined) return;
      now = Math.max(now, next.time);
      next.bring();
    }
  }
}
