import { bugError, createRun, type FlowRun, type Plan, type RunOutcome, type RunPorts, type RunState, type StepRecord, type Token } from '@noi/flow/run';
import { log, proxySinks } from '@temporalio/workflow';
import type { RunAnswer } from './activityTypes.ts';
import { createClock } from './createClock.ts';
import { createDepartures, type Departures } from './createDepartures.ts';
import { createEffects } from './createEffects.ts';
import { createJournal } from './createJournal.ts';
import { createLocalCalls, type LocalCalls } from './createLocalCalls.ts';
import { createStepCalls, type StepCalls } from './createStepCalls.ts';
import { createTaskRoom } from './createTaskRoom.ts';
import { createTimers } from './createTimers.ts';
import { createTurns } from './createTurns.ts';
import { createWaits } from './createWaits.ts';
import type { ContinueNow, GroupRun, OpenStep, RunGroup, StopRun } from './groupTypes.ts';
import { isToldByActivity } from './isToldByActivity.ts';
import { openSteps } from './openSteps.ts';
import type { TimerSinks } from './timerSinks.ts';
import { goalToken, goalWait, stepWait } from './waitRequests.ts';

/** Walks the runs of one group side by side. */
export interface GroupHost {
  start(): void;
  continueNow(request: ContinueNow): void;
  stopRun(request: StopRun): void;
  answerWaits(answers: readonly RunAnswer[]): void;
  stopAll(): void;
  /** Runs that are to go on in another group. */
  readonly departures: Departures;
  /** Where answers of local activities wait until the group takes them up. */
  readonly local: LocalCalls;
  /** Where calls wait for those of the same moment. */
  readonly calls: StepCalls;
  openSteps(): readonly OpenStep[];
  /** Something should be written now. */
  readonly hasNews: boolean;
  writeNews(): void;
  /** Nothing is under way that would hold up the neighbours until its end, when they are to begin nothing new. */
  readonly mayDrain: boolean;
  /** From now on no new effect begins; the open requests of the states are asked again by the next host. */
  drain(): void;
  readonly isDraining: boolean;
  /** Nothing is under way and all is written. */
  readonly isQuiet: boolean;
  readonly isDone: boolean;
  /** The group as it stands, for the next host. */
  unfinished(): RunGroup;
}

interface Hosted {
  readonly runId: string;
  readonly trace: string | undefined;
  /** `null` when it could not even be built. */
  run: FlowRun | null;
  readonly tokens: Set<Token>;
  isEnded: boolean;
}

/** Of the two million that the server takes in one request, and beside what else its workflow task brings. */
const mostFlushBytes = 900_000;

export function createGroupHost(plan: Plan, group: RunGroup): GroupHost {
  const { workspaceId, flowId } = group;
  const told = proxySinks<TimerSinks>();
  const local = createLocalCalls();
  const isPrompt = group.isPrompt === true;
  const room = createTaskRoom();
  const calls = createStepCalls({ local, room, mostTogether: group.mostTogether ?? 1, rests: isPrompt });
  const effects = createEffects(calls, isPrompt ? room : null);
  const waits = createWaits();
  const turns = createTurns((runId) => withRun(runId, (run) => run.goOn()), group.movesAtOnce ?? Number.POSITIVE_INFINITY);
  const clock = createClock();
  const timers = createTimers({
    now: isPrompt ? clock.now : Date.now,
    resets: isPrompt,
    onWoke: (dueMs, waits) => told.timers.woke({ workspaceId, dueMs, waits }),
  });
  const journal = createJournal({
    workspaceId,
    flowId,
    planHash: plan.hash,
    waits,
    local,
    mostRemoteBytes: isPrompt ? mostFlushBytes : Number.POSITIVE_INFINITY,
    traceOf: (runId) => hosted.get(runId)?.trace,
    onAnswer: ({ answers, expired, at }) => {
      // A flush is the last call of its workflow task, but for what its answer leads to, which is flushed again.
      if (at !== undefined) timers.catchUp(at);
      clock.asOf(at, () => {
        for (const answer of answers) take(answer);
        for (const { runId, token } of expired) {
          waits.drop({ runId, token });
          withRun(runId, (run) => run.wake(token));
        }
      });
    },
  });
  const hosted = new Map<string, Hosted>();
  const departures = createDepartures({ workspaceId, planHash: plan.hash, local, isClean, stateOf, onStay: takeBack, onGone: forget });
  let isDraining = false;
  /** What is told right now follows from an answer from outside, of which no activity knows. Not whole: a run that is not at its turn takes its answer later. */
  let isAnswering = false;
  /** Visits of steps that answers from outside end, of which no activity knows. */
  const endedOutside = new Set<string>();

  return {
    start() {
      turns.share(group.runs, host);
    },
    continueNow({ runId, ...at }) {
      withRun(runId, (run) => run.endWait(at));
    },
    stopRun({ runId, by = 'person', reason }) {
      withRun(runId, (run) => run.stop({ by, ...(reason === undefined ? {} : { reason }) }));
    },
    answerWaits(answers) {
      for (const answer of answers) take(answer);
    },
    stopAll() {
      for (const runId of hosted.keys()) withRun(runId, (run) => run.stop({ by: 'person' }));
    },
    departures,
    local,
    calls,
    openSteps: () => living().flatMap(({ runId, run }) => openSteps(runId, run.state)),
    get hasNews() {
      return journal.isDue(calls.inFlight === 0 && !departures.isUnderWay);
    },
    writeNews: () => journal.flush(workingState),
    get mayDrain() {
      return !isPrompt || effects.remote === 0;
    },
    drain() {
      isDraining = true;
    },
    get isDraining() {
      return isDraining;
    },
    get isQuiet() {
      return effects.inFlight === 0 && turns.isNobodyWaiting && journal.isClean && !departures.isUnderWay;
    },
    get isDone() {
      // The cheap questions first: it is asked with every answer.
      return journal.isClean && effects.inFlight === 0 && living().length === 0;
    },
    unfinished() {
      const runs = living();
      const known = new Map(group.runs.map((run) => [run.runId, run]));
      return {
        ...group,
        // The trigger's payload is in the state already.
        runs: runs.map(({ runId }) => ({ ...known.get(runId), runId, eventId: known.get(runId)?.eventId ?? '', trigger: {} })),
        states: Object.fromEntries(runs.map(({ runId, run }) => [runId, run.state])),
      };
    },
  };

  function host(hostedRun: GroupRun): void {
    const { runId, trace } = hostedRun;
    const entry: Hosted = { runId, trace, run: null, tokens: new Set(), isEnded: false };
    hosted.set(runId, entry);
    raise(entry, hostedRun, group.states?.[runId]);
  }

  function raise(entry: Hosted, hostedRun: GroupRun, state: RunState | undefined): void {
    const { runId, trigger } = hostedRun;
    guard(entry, () => {
      const run = createRun({ plan, ports: portsOf(entry), seed: runId, ...(state === undefined ? {} : { state }) });
      entry.run = run;
      if (state === undefined) run.start(trigger);
      else run.resume();
      const goal = run.isEnded ? null : goalWait({ plan, run: hostedRun, trigger: run.state.trigger, now: clock.now() });
      if (goal !== null) waits.open(goal);
    });
  }

  function portsOf(entry: Hosted): RunPorts {
    const { runId, tokens, trace } = entry;
    return {
      now: clock.now,
      execute(request) {
        if (isDraining || departures.isAsked(runId)) return;
        tokens.add(request.token);
        const step = plan.steps[request.stepId];
        const isSlow = step?.kind === 'action' && step.slow;
        const records = effects.isTaken(runId, request.token) ? [] : journal.take(runId);
        effects.start({
          key: keyOf(entry, request.token),
          request: { ...request, workspaceId, flowId, runId, planHash: plan.hash, records, ...(trace === undefined ? {} : { trace }) },
          isRemote: isSlow || request.attempt > 1,
          settle: (result, at) => clock.asOf(at, () => withRun(runId, (run) => run.settle(request.token, result))),
          abandoned: () => journal.giveBack(runId, records),
        });
      },
      sleep({ token, until }) {
        tokens.add(token);
        timers.add({ key: keyOf(entry, token), until, wake: () => wake(runId, token) });
      },
      waitFor(request) {
        if (isDraining) return;
        tokens.add(request.token);
        waits.open(stepWait(request, { runId, trigger: entry.run?.state.trigger ?? {}, now: clock.now() }));
      },
      cancel: (token) => cancel(entry, token),
      record: (record) => {
        const isOutside = record.state === 'done' && (isPrompt ? endedOutside.delete(`${runId} ${visitOf(record)}`) : isAnswering);
        if (isOutside || !isToldByActivity(plan, record)) journal.note(runId, record);
      },
      mayGoOn: () => turns.mayGoOn(runId),
      finish: (outcome) => end(entry, outcome),
    };
  }

  function cancel(entry: Hosted, token: Token): void {
    entry.tokens.delete(token);
    timers.cancel(keyOf(entry, token));
    effects.cancel(keyOf(entry, token));
    const name = { runId: entry.runId, token };
    if (waits.isOpen(name)) waits.close(name);
  }

  /** A time-out counts only when nothing came before it: whether something did, the database knows. */
  function wake(runId: string, token: Token): void {
    if (departures.isGoing(runId)) return;
    if (waits.isOpen({ runId, token })) waits.expire({ runId, token });
    else withRun(runId, (run) => run.wake(token));
  }

  function take({ runId, token, answer }: RunAnswer): void {
    const entry = hosted.get(runId);
    if (entry === undefined || entry.isEnded || departures.isGoing(runId)) return;
    // Also where it is known no more: its row is told so, or it would come again.
    waits.close({ runId, token });
    timers.cancel(keyOf(entry, token));
    if (answer.outcome === 'done' && token !== goalToken) endedOutside.add(`${runId} ${visitOfToken(token)}`);
    isAnswering = true;
    withRun(runId, (run) => (token === goalToken ? run.stop({ by: 'goal' }) : run.answer(token, answer)));
    isAnswering = false;
  }

  function end(entry: Hosted, outcome: RunOutcome): void {
    entry.isEnded = true;
    waits.forget(entry.runId);
    effects.forget(entry.runId);
    journal.end(entry.runId, outcome);
  }

  function withRun(runId: string, act: (run: FlowRun) => void): void {
    const entry = hosted.get(runId);
    if (entry === undefined || entry.run === null || entry.isEnded || departures.isGoing(runId)) return;
    const { run } = entry;
    guard(entry, () => act(run));
  }

  /** Nothing local is under way, for the reason that `Journal.isDue` gives, and nothing is left to write. */
  function isClean(): boolean {
    return calls.inFlight === 0 && journal.isClean;
  }

  function stateOf(runId: string): RunState | null {
    const entry = hosted.get(runId);
    if (!entry?.run || entry.isEnded || effects.isBusy(runId)) return null;
    const { state } = entry.run;
    // What came after the end of its turn is not in it yet.
    return state.todo === undefined ? state : null;
  }

  /** It is in other hands: its rows are theirs. */
  function forget(runId: string): void {
    waits.forget(runId);
    const entry = hosted.get(runId);
    for (const token of entry?.tokens ?? []) timers.cancel(keyOf({ runId }, token));
    hosted.delete(runId);
  }

  /** It stays after all: what it waits for is asked again, since what came meanwhile was not heard. */
  function takeBack(runId: string): void {
    const entry = hosted.get(runId);
    const known = group.runs.find((run) => run.runId === runId);
    if (!entry?.run || known === undefined) return;
    for (const token of entry.tokens) timers.cancel(keyOf(entry, token));
    raise(entry, known, entry.run.state);
  }

  /** A fault of ours ends the one run in which it showed; its neighbours never learn of it. */
  function guard(entry: Hosted, act: () => void): void {
    try {
      act();
    } catch (thrown) {
      log.error('A run failed by a fault of our own', { run: entry.runId, reason: String(thrown) });
      for (const token of [...entry.tokens]) cancel(entry, token);
      if (!entry.isEnded) end(entry, { state: 'failed', stepId: plan.trigger, error: bugError(thrown) });
    }
  }

  function living(): { readonly runId: string; readonly run: FlowRun }[] {
    return [...hosted.values()].flatMap(({ runId, run, isEnded }) => (run === null || isEnded ? [] : [{ runId, run }]));
  }

  function workingState(runId: string): 'running' | 'waiting' | 'ended' {
    const entry = hosted.get(runId);
    if (entry === undefined || entry.run === null || entry.isEnded) return 'ended';
    return openSteps(runId, entry.run.state).some((open) => open.doing === 'execute') ? 'running' : 'waiting';
  }
}

function visitOf({ scope, stepId, visit }: StepRecord): string {
  return `${scope}/${stepId}#${visit}`;
}

/** Tokens are a visit and what of it is meant. */
function visitOfToken(token: Token): string {
  return token.slice(0, token.lastIndexOf('@'));
}

function keyOf({ runId }: Pick<Hosted, 'runId'>, token: Token): string {
  return `${runId} ${token}`;
}
