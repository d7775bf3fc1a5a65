import { bugError, createRun, type FlowRun, type Plan, type RunOutcome, type RunPorts, type RunState, type StepRecord, type Token } from '@noi/flow/run';
import { log } from '@temporalio/workflow';
import { createEffects } from './createEffects.ts';
import { createJournal } from './createJournal.ts';
import { createTimers } from './createTimers.ts';
import type { ContinueNow, GroupRun, OpenStep, RunGroup, StopRun } from './groupTypes.ts';
import { openSteps } from './openSteps.ts';

/** Walks the runs of one group side by side. */
export interface GroupHost {
  start(): void;
  continueNow(request: ContinueNow): void;
  stopRun(request: StopRun): void;
  stopAll(): void;
  openSteps(): readonly OpenStep[];
  /** Something should be written now. */
  readonly hasNews: boolean;
  writeNews(): void;
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
  /** `null` when it could not even be built. */
  run: FlowRun | null;
  readonly tokens: Set<Token>;
  isEnded: boolean;
}

export function createGroupHost(plan: Plan, group: RunGroup): GroupHost {
  const { workspaceId, flowId } = group;
  const timers = createTimers();
  const effects = createEffects();
  const journal = createJournal({ workspaceId, flowId });
  const hosted = new Map<string, Hosted>();
  let isDraining = false;

  return {
    start() {
      for (const run of group.runs) host(run);
    },
    continueNow({ runId, stepId }) {
      withRun(runId, (run) => run.endWait({ stepId }));
    },
    stopRun({ runId, by = 'person', reason }) {
      withRun(runId, (run) => run.stop({ by, ...(reason === undefined ? {} : { reason }) }));
    },
    stopAll() {
      for (const runId of hosted.keys()) withRun(runId, (run) => run.stop({ by: 'person' }));
    },
    openSteps: () => living().flatMap(({ runId, run }) => openSteps(runId, run.state)),
    get hasNews() {
      return journal.isDue(effects.localInFlight === 0);
    },
    writeNews: () => journal.flush(workingState),
    drain() {
      isDraining = true;
    },
    get isDraining() {
      return isDraining;
    },
    get isQuiet() {
      return effects.inFlight === 0 && journal.isClean;
    },
    get isDone() {
      return living().length === 0 && effects.inFlight === 0 && journal.isClean;
    },
    unfinished() {
      const runs = living();
      const events = new Map(group.runs.map((run) => [run.runId, run.eventId]));
      return {
        ...group,
        // The trigger's payload is in the state already.
        runs: runs.map(({ runId }) => ({ runId, eventId: events.get(runId) ?? '', trigger: {} })),
        states: Object.fromEntries(runs.map(({ runId, run }) => [runId, run.state])),
      };
    },
  };

  function host({ runId, trigger }: GroupRun): void {
    const entry: Hosted = { runId, run: null, tokens: new Set(), isEnded: false };
    hosted.set(runId, entry);
    const state: RunState | undefined = group.states?.[runId];
    guard(entry, () => {
      const run = createRun({ plan, ports: portsOf(entry), seed: runId, ...(state === undefined ? {} : { state }) });
      entry.run = run;
      if (state === undefined) run.start(trigger);
      else run.resume();
    });
  }

  function portsOf(entry: Hosted): RunPorts {
    const { runId, tokens } = entry;
    return {
      now: () => Date.now(),
      execute(request) {
        if (isDraining) return;
        tokens.add(request.token);
        const step = plan.steps[request.stepId];
        const isSlow = step?.kind === 'action' && step.slow;
        const records = journal.take(runId);
        effects.start({
          key: keyOf(entry, request.token),
          request: { ...request, workspaceId, flowId, runId, planHash: plan.hash, records },
          isRemote: isSlow || request.attempt > 1,
          settle: (result) => withRun(runId, (run) => run.settle(request.token, result)),
          abandoned: () => journal.giveBack(runId, records),
        });
      },
      sleep({ token, until }) {
        tokens.add(token);
        timers.add({ key: keyOf(entry, token), until, wake: () => withRun(runId, (run) => run.wake(token)) });
      },
      waitFor() {
        throw new Error('Nothing from outside reaches a group yet');
      },
      cancel: (token) => cancel(entry, token),
      record: (record) => {
        if (!isToldByActivity(plan, record)) journal.note(runId, record);
      },
      finish: (outcome) => end(entry, outcome),
    };
  }

  function cancel(entry: Hosted, token: Token): void {
    entry.tokens.delete(token);
    timers.cancel(keyOf(entry, token));
    effects.cancel(keyOf(entry, token));
  }

  function end(entry: Hosted, outcome: RunOutcome): void {
    entry.isEnded = true;
    journal.end(entry.runId, outcome);
  }

  function withRun(runId: string, act: (run: FlowRun) => void): void {
    const entry = hosted.get(runId);
    if (entry === undefined || entry.run === null || entry.isEnded) return;
    const { run } = entry;
    guard(entry, () => act(run));
  }

  /** A fault of ours ends the one run in which it showed; its neighbours never learn of it. */
  function guard(entry: Hosted, act: () => void): void {
    try {
      act();
    } catch (thrown) {
      log.error('A run failed by a fault of our own', { runId: entry.runId, reason: String(thrown) });
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

/** The activity of an effect writes that it began, and its output when it is done; telling it again would only cost. */
function isToldByActivity(plan: Plan, { stepId, state }: StepRecord): boolean {
  return plan.steps[stepId]?.kind === 'action' && (state === 'running' || state === 'done');
}

function keyOf({ runId }: Hosted, token: Token): string {
  return `${runId} ${token}`;
}
