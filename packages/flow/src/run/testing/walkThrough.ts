import type { Plan } from '../../plan/Plan.ts';
import type { SimulatedAnswer } from '../../simulate/answerFromOutside.ts';
import { createRun, type FlowRun } from '../createRun.ts';
import type { AwaitRequest, ExecuteRequest, ExecuteResult, RunData, RunOutcome, RunPorts, StepRecord } from '../RunPorts.ts';
import type { RunState } from '../RunState.ts';

export interface WalkThrough {
  readonly plan: Plan;
  readonly trigger?: RunData['trigger'];
  readonly behave?: (request: ExecuteRequest) => ExecuteResult;
  /** How long a try takes, in ms; without it no time. */
  readonly takes?: (request: ExecuteRequest) => number;
  /** What comes from outside, and how many ms after it was asked for first; without it nothing comes. */
  readonly respond?: (request: AwaitRequest) => SimulatedAnswer | null;
  readonly startAt?: number;
  /** Told before each move; `true` stores the run as JSON and goes on with a new one made from it. */
  readonly isRehosted?: (move: number) => boolean;
  /** What the new one is made from; without it the state as it stands, and the same plan. */
  readonly restore?: (soFar: SoFar) => Restored;
  /** Goes on from here; without it the run begins with the trigger. */
  readonly from?: RunState;
}

export interface SoFar {
  readonly state: RunState;
  readonly records: readonly StepRecord[];
  readonly now: number;
}

export interface Restored {
  readonly state: RunState;
  readonly plan?: Plan;
}

export interface Walked {
  readonly records: readonly StepRecord[];
  readonly outcomes: readonly RunOutcome[];
  readonly moves: number;
  readonly run: FlowRun;
}

interface Due {
  readonly time: number;
  readonly token: string;
  bring(run: FlowRun): void;
}

/** Far more than any walk needs; one that goes on for ever is said to, instead of hanging. */
const mostMoves = 100_000;

/** Walks a run to its end in a small world of its own, apart from the simulator's: what is due together comes in the order of its tokens. */
export function walkThrough(through: WalkThrough): Walked {
  const {
    plan,
    trigger = {},
    behave = () => done({}),
    takes = () => 0,
    respond = () => null,
    startAt = 0,
    isRehosted = () => false,
    restore = ({ state }: SoFar): Restored => ({ state }),
    from,
  } = through;
  let now = startAt;
  const askedAt = new Map<string, number>();
  // Each asking has a token of its own. Asking again, in another host, does not put the answer off.
  const whenAsked = (token: string) => {
    const asked = askedAt.get(token) ?? now;
    askedAt.set(token, asked);
    return asked;
  };
  let due: Due[] = [];
  const records: StepRecord[] = [];
  const outcomes: RunOutcome[] = [];
  const ports: RunPorts = {
    now: () => now,
    execute(request) {
      const { token } = request;
      due.push({ time: whenAsked(token) + takes(request), token, bring: (run) => run.settle(token, behave(request)) });
    },
    sleep: ({ token, until }) => due.push({ time: until, token, bring: (run) => run.wake(token) }),
    waitFor(request) {
      const { token } = request;
      const asked = whenAsked(token);
      const coming = respond(request);
      if (coming !== null) due.push({ time: asked + coming.afterMs, token, bring: (run) => run.answer(token, coming.answer) });
    },
    cancel: (token) => {
      due = due.filter((other) => other.token !== token);
    },
    record: (line) => records.push(line),
    finish: (outcome) => outcomes.push(outcome),
  };

  let run = createRun({ plan, ports, ...(from === undefined ? {} : { state: from }) });
  if (from === undefined) run.start(trigger);
  else run.resume();
  let moves = 0;
  for (; due.length > 0; moves += 1) {
    if (moves === mostMoves) throw new Error(`The run is not over after ${mostMoves} moves`);
    if (isRehosted(moves)) {
      due = [];
      const restored = restore({ state: run.state, records, now });
      run = createRun({ plan: restored.plan ?? plan, ports, state: JSON.parse(JSON.stringify(restored.state)) });
      run.resume();
    }
    due.sort((a, b) => a.time - b.time || (a.token < b.token ? -1 : 1));
    const next = due.shift();
    if (next === undefined) break;
    now = Math.max(now, next.time);
    next.bring(run);
  }
  return { records, outcomes, moves, run };
}

export function done(output: Readonly<Record<string, unknown>>): ExecuteResult {
  return { outcome: 'done', output };
}

export function failed(kind: 'rejected' | 'unavailable' | 'rate_limited' | 'quota' | 'timeout' | 'bug', isRepeatable = true): ExecuteResult {
  return { outcome: 'failed', error: { kind, text: { vi: 'Nhà cung cấp từ chối.', en: 'The provider refused.' }, repeatable: isRepeatable } };
}

/** `send done next` for each line: short enough to read in an assertion. */
export function story(records: readonly StepRecord[]): string[] {
  return records.map(({ stepId, state, port, attempt }) =>
    [stepId, state, ...(port === undefined ? [] : [port]), ...(attempt === 1 ? [] : [`#${attempt}`])].join(' '),
  );
}
