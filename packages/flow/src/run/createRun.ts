import type { StepId } from '../graph/FlowGraph.ts';
import type { Plan } from '../plan/Plan.ts';
import { answerStep, answerWait, endWait, wakeStep } from './answerStep.ts';
import { asksAPerson } from './asksAPerson.ts';
import { settleScope, takeNews } from './bodies.ts';
import { bugError } from './bugError.ts';
import { executeRequest, holdRequest } from './endStep.ts';
import { endOfRun, finishRun } from './finishRun.ts';
import type { AwaitAnswer, ExecuteResult, RunData, RunPorts, ScopeId, StoppedBy, Token } from './RunPorts.ts';
import type { RunState } from './RunState.ts';
import { askAwaitAgain } from './steps/awaitStep.ts';
import { enterStep } from './steps/enterStep.ts';
import { resumeItems } from './steps/forEachStep.ts';
import { openPlaces } from './stopScopes.ts';
import { createWalk, own, type Place, planStep, rootScope, type Walk } from './Walk.ts';

export interface RunOptions {
  readonly plan: Plan;
  readonly ports: RunPorts;
  /** Goes on with a run that has begun; follow with `resume()`. */
  readonly state?: RunState;
  /** Sets the jitter of this run's back-offs apart from other runs': its id. */
  readonly seed?: string;
}

/** Whose wait is ended early. */
export interface WaitPlace {
  readonly stepId: StepId;
  /** Without it, in every scope. */
  readonly scope?: ScopeId;
  /** Leaves alone what only a person can decide ({@link asksAPerson}): to go on there would do once more what may have been done. Absent in requests of former days. */
  readonly sparesQuestions?: true;
}

/** One run, walking its plan. Every method returns at once; nothing in it is asynchronous, and none of them throws for what happens in a run. */
export interface FlowRun {
  /** Begins at the trigger with the event's payload. */
  start(trigger: RunData['trigger']): void;
  /** Brings the end of a try. A late or unknown token is ignored. */
  settle(token: Token, result: ExecuteResult): void;
  /** The time of a wait or a back-off has come. A late or unknown token is ignored. */
  wake(token: Token): void;
  /** Brings what a step waited for. A late or unknown token is ignored. */
  answer(token: Token, answer: AwaitAnswer): void;
  /** Ends the open wait, back-off or hold of a step early; `false` when there is none. */
  endWait(at: WaitPlace): boolean;
  /** Ends the run from outside; what is open is cancelled. */
  stop(request: { readonly by: Exclude<StoppedBy, 'step'>; readonly reason?: string }): void;
  /** Asks the ports again for everything that is open. Call it once after restoring from a state. */
  resume(): void;
  /** Its turn has come again, after `RunPorts.mayGoOn` ended the last one. What came meanwhile is taken up after what was left to do. */
  goOn(): void;
  /** Plain JSON. It is whole between two calls of these methods, but for what came after the end of a turn: first let it `goOn()`. */
  readonly state: RunState;
  readonly isEnded: boolean;
}

/**
 * Makes the interpreter of one run: a token scheduler that asks for effects through `ports` and is told their ends.
 *
 * A port may answer from inside its own call; the answer is taken up when the present move is over.
 */
export function createRun({ plan, ports, state, seed = '' }: RunOptions): FlowRun {
  const walk = createWalk({ plan, ports, seed, state });
  const inbox: (() => void)[] = [];
  let isBusy = false;
  let isTurnOver = false;

  function perform(move: () => void): void {
    inbox.push(move);
    if (isBusy) return;
    isBusy = true;
    try {
      for (let next = nextMove(); next !== undefined; next = nextMove()) isTurnOver = !takeUp(walk, next);
    } finally {
      isBusy = false;
    }
  }

  function nextMove(): (() => void) | undefined {
    return isTurnOver ? undefined : inbox.shift();
  }

  /** What was left at the end of a turn comes first, or, when the run is to end now, not at all. */
  function takeTurn(): void {
    isTurnOver = false;
    delete walk.state.todo;
  }

  return {
    start: (trigger) => perform(() => startWalk(walk, trigger)),
    settle: (token, result) => perform(() => answerStep(walk, token, result)),
    wake: (token) => perform(() => wakeStep(walk, token)),
    answer: (token, answer) => perform(() => answerWait(walk, token, answer)),
    stop({ by, reason }) {
      takeTurn();
      inbox.unshift(() => finishRun(walk, { state: 'stopped', by, ...(reason === undefined ? {} : { reason }) }));
      perform(nothing);
    },
    resume: () => perform(() => askAgain(walk)),
    goOn() {
      if (!isTurnOver) return;
      takeTurn();
      inbox.unshift(nothing);
      perform(nothing);
    },
    endWait(at) {
      const tokens = sleeping(walk, at);
      for (const token of tokens) perform(() => endWait(walk, token));
      return tokens.length > 0;
    },
    get state() {
      return walk.state;
    },
    get isEnded() {
      return walk.state.outcome !== null;
    },
  };
}

/** One move from outside, and all that follows from it until the run waits for the world again; `false` when its turn ended before. */
function takeUp(walk: Walk, move: () => void): boolean {
  if (walk.state.outcome !== null) return true;
  try {
    move();
    while (walk.state.outcome === null && hasMoves(walk)) {
      if (walk.ports.mayGoOn?.() === false) {
        walk.state.todo = { ready: [...walk.ready], news: [...walk.news] };
        return false;
      }
      makeMove(walk);
    }
    if (walk.state.outcome === null && walk.open.size === 0 && Object.hasOwn(walk.state.scopes, rootScope)) endOfRun(walk);
  } catch (thrown) {
    if (walk.state.outcome === null) finishRun(walk, { state: 'failed', stepId: walk.plan.trigger, error: bugError(thrown) });
  }
  return true;
}

function hasMoves({ news, ready, touched }: Walk): boolean {
  return news.length > 0 || ready.length > 0 || touched.size > 0;
}

/** One thing at a time, so that loops of any length need no stack. */
function makeMove(walk: Walk): void {
  const news = walk.news.shift();
  const next = news === undefined ? walk.ready.shift() : undefined;
  if (news !== undefined) {
    takeNews(walk, news);
  } else if (next !== undefined) {
    enterStep(walk, next);
  } else {
    const [scope = rootScope] = walk.touched;
    walk.touched.delete(scope);
    settleScope(walk, scope);
  }
}

function nothing(): void {}

function startWalk(walk: Walk, trigger: RunData['trigger']): void {
  if (Object.hasOwn(walk.state.scopes, rootScope)) return;
  walk.state.trigger = trigger;
  walk.state.scopes[rootScope] = { level: 'root', parent: null, edges: {}, steps: {}, outputs: {} };
  for (const stepId of own(walk.plan.levels, 'root')?.entries ?? []) walk.ready.push({ scope: rootScope, stepId });
}

function askAgain(walk: Walk): void {
  const { todo } = walk.state;
  delete walk.state.todo;
  // Rows may lag behind: what they leave undecided is taken up here. The interpreter itself leaves nothing of it.
  walk.ready.push(...(todo?.ready ?? []));
  walk.news.push(...(todo?.news ?? []));
  for (const scope of Object.keys(walk.state.scopes)) if (scope !== rootScope) walk.touched.add(scope);
  for (const { place, fate } of openPlaces(walk)) {
    const { token, doing, attempt, until } = fate;
    if (doing === 'execute') walk.ports.execute(executeRequest(walk, place, { token, attempt }));
    else if (doing === 'hold') walk.ports.waitFor(holdRequest(place, fate));
    else if (doing === 'await') askAwaitAgain(walk, place, fate);
    else if (doing === 'body') resumeBody(walk, place);
    else walk.ports.sleep({ token, until: until ?? walk.ports.now() });
  }
}

function resumeBody(walk: Walk, place: Place): void {
  const step = planStep(walk.plan, place.stepId);
  if (step.kind === 'forEach') resumeItems(walk, place, step);
}

function sleeping(walk: Walk, { stepId, scope, sparesQuestions }: WaitPlace): Token[] {
  return openPlaces(walk).flatMap(({ place, fate }) => {
    if (place.stepId !== stepId || (scope !== undefined && place.scope !== scope) || fate.doing === 'execute' || fate.doing === 'body') return [];
    return sparesQuestions && fate.hold !== undefined && asksAPerson(fate.hold.key) ? [] : [fate.token];
  });
}
