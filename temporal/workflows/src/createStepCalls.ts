import { isCancellation, log } from '@temporalio/workflow';
import { localActivities } from './activityProxies.ts';
import type { ExecuteStepAnswer, ExecuteStepRequest } from './activityTypes.ts';
import type { LocalCalls } from './createLocalCalls.ts';

/** Asks local activities for steps. Those of one moment go together, since an activity costs more than what it does. */
export interface StepCalls {
  /** `null` when our own house is down: the same request then goes to the common queue, which repeats it until it is up. */
  ask(request: ExecuteStepRequest): Promise<ExecuteStepAnswer | null>;
  readonly hasWaiting: boolean;
  /** Sends those that wait. All that belongs to this moment must be over before: what goes together must be the same when the history is replayed. */
  send(): void;
  /** Asked and not answered; they hold the workflow task open. */
  readonly inFlight: number;
}

interface Waiting {
  readonly request: ExecuteStepRequest;
  settle(answer: ExecuteStepAnswer | null): void;
}

/** At most so many go in one activity; with 1 each goes by itself, at once. */
export function createStepCalls(local: LocalCalls, mostTogether: number): StepCalls {
  let waiting: Waiting[] = [];
  let inFlight = 0;

  return {
    async ask(request) {
      inFlight += 1;
      try {
        return await (mostTogether === 1 ? askAlone(request) : new Promise<ExecuteStepAnswer | null>((settle) => waiting.push({ request, settle })));
      } finally {
        inFlight -= 1;
      }
    },
    get hasWaiting() {
      return waiting.length > 0;
    },
    send() {
      const calls = waiting;
      waiting = [];
      for (let at = 0; at < calls.length; at += mostTogether) askTogether(calls.slice(at, at + mostTogether));
    },
    get inFlight() {
      return inFlight;
    },
  };

  async function askAlone(request: ExecuteStepRequest): Promise<ExecuteStepAnswer | null> {
    try {
      return await local.make(() => localActivities.executeStep(request));
    } catch (thrown) {
      if (isCancellation(thrown)) throw thrown;
      log.warn('A local step failed and goes on remotely', { run: request.runId, token: request.token, reason: String(thrown) });
      return null;
    }
  }

  function askTogether(calls: readonly Waiting[]): void {
    local
      .make(() => localActivities.executeSteps(calls.map(({ request }) => request)))
      .then(
        (answers) => {
          for (const [at, { settle }] of calls.entries()) settle(answers[at] ?? null);
        },
        (thrown) => {
          log.warn('Local steps failed and go on remotely', { runs: calls.map(({ request }) => request.runId), reason: String(thrown) });
          for (const { settle } of calls) settle(null);
        },
      );
  }
}
