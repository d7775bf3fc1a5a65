import type { Plan } from '../plan/Plan.ts';
import { createRun } from '../run/createRun.ts';
import type { RunPorts } from '../run/RunPorts.ts';
import type { RunState } from '../run/RunState.ts';
import { own } from '../run/Walk.ts';

/** What a run would do in the moment in which it is taken up. */
export interface AtOnce {
  /** Something of it does not wait. */
  readonly goesOn: boolean;
  /** Messages to people. */
  readonly messages: number;
  readonly ends: boolean;
}

/** Of the run itself, and of what is done for it: a loop that never waits would go on for long. */
const mostMoves = 1_000;

/** Takes a run up with its state, on a clock that stands still; whatever it does is done with the step's sample, and nothing is answered that it waits for. */
export function atOnce({ plan, state, now }: { plan: Plan; state: RunState; now: number }): AtOnce {
  const due = new Map<string, () => void>();
  let messages = 0;
  let moves = 0;
  let left = mostMoves;
  const ports: RunPorts = {
    now: () => now,
    execute({ token, stepId }) {
      const step = own(plan.steps, stepId);
      if (step?.kind !== 'action') return;
      if (step.message !== undefined) messages += 1;
      due.set(token, () => run.settle(token, { outcome: 'done', output: step.sample }));
    },
    sleep({ token, until }) {
      if (until <= now) due.set(token, () => run.wake(token));
    },
    waitFor: () => {},
    cancel: (token) => void due.delete(token),
    record: () => {
      moves += 1;
    },
    mayGoOn() {
      left -= 1;
      return left > 0;
    },
    finish: () => {},
  };
  const run = createRun({ plan, ports, state });
  run.resume();
  for (; left > 0 && !run.isEnded; left -= 1) {
    const [next] = due;
    if (next === undefined) break;
    moves += 1;
    due.delete(next[0]);
    next[1]();
  }
  return { goesOn: moves > 0 || run.isEnded, messages, ends: run.isEnded };
}
