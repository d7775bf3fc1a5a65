import { CancelledFailure, isCancellation, log, sleep } from '@temporalio/workflow';
import { localActivities } from './activityProxies.ts';
import type { ExecuteStepAnswer, ExecuteStepRequest } from './activityTypes.ts';
import type { LocalCalls } from './createLocalCalls.ts';
import { currentTask, type TaskRoom } from './createTaskRoom.ts';

/** Asks local activities for steps. Those of one moment go together, since an activity costs more than what it does. */
export interface StepCalls {
  /**
   * `null` when our own house is down: the same request then goes to the common queue, which repeats it until it is up. A call that has not gone and
   * `isWanted` no more is cancelled.
   */
  ask(request: ExecuteStepRequest, isWanted: () => boolean): Promise<ExecuteStepAnswer | null>;
  readonly hasWaiting: boolean;
  /** Sends those that wait. All that belongs to this moment must be over before: what goes together must be the same when the history is replayed. */
  send(): void;
  /** Sent and not answered, or about to be sent; they hold the workflow task open. */
  readonly inFlight: number;
}

export interface StepCallsOptions {
  readonly local: LocalCalls;
  readonly room: TaskRoom;
  /** At most so many go in one activity; with 1 each goes by itself, at once. */
  readonly mostTogether: number;
  /** Whether calls that follow each other are parted by rests: what the group has to write is written, and what came meanwhile is heard. */
  readonly rests: boolean;
}

interface Waiting {
  readonly request: ExecuteStepRequest;
  readonly isWanted: () => boolean;
  settle(answer: ExecuteStepAnswer | null): void;
  drop(failure: Error): void;
}

/** From the first answer of a workflow task on; then the calls that are under way are the last of this task. */
const longTaskMs = 200;
/** What is left for answers when calls go on in the next task. */
const leastRoom = 2_000_000;

export function createStepCalls({ local, room, mostTogether, rests }: StepCallsOptions): StepCalls {
  let waiting: Waiting[] = [];
  let asked = 0;
  let isResting = false;
  let task = { id: Number.NaN, firstAt: Number.POSITIVE_INFINITY, isLong: false };

  return {
    async ask(request, isWanted) {
      asked += 1;
      try {
        return await (mostTogether === 1 ? askAlone(request) : waitForOthers(request, isWanted));
      } finally {
        asked -= 1;
      }
    },
    get hasWaiting() {
      return waiting.length > 0 && !isResting;
    },
    send() {
      const calls = rests ? takeWanted() : waiting;
      waiting = [];
      const share = Math.floor(room.left / Math.ceil(calls.length / mostTogether));
      for (let at = 0; at < calls.length; at += mostTogether) askTogether(calls.slice(at, at + mostTogether), share);
    },
    get inFlight() {
      return isResting ? asked - waiting.length : asked;
    },
  };

  function waitForOthers(request: ExecuteStepRequest, isWanted: () => boolean): Promise<ExecuteStepAnswer | null> {
    return new Promise((settle, drop) => {
      waiting.push({ request, isWanted, settle, drop });
      if (rests && (thisTask().isLong || room.left < leastRoom)) rest();
    });
  }

  /** A timer ends the workflow task, as soon as nothing holds it open. */
  function rest(): void {
    if (isResting) return;
    isResting = true;
    const goOn = () => {
      isResting = false;
    };
    // Also when the whole workflow is cancelled: what is wanted no more is dropped then.
    sleep(1).then(goOn, goOn);
  }

  function takeWanted(): readonly Waiting[] {
    for (const { isWanted, drop } of waiting) if (!isWanted()) drop(new CancelledFailure('Its run wants it no more'));
    return waiting.filter(({ isWanted }) => isWanted());
  }

  async function askAlone(request: ExecuteStepRequest): Promise<ExecuteStepAnswer | null> {
    try {
      return await local.make(() => localActivities.executeStep(request));
    } catch (thrown) {
      if (isCancellation(thrown)) throw thrown;
      log.warn('A local step failed and goes on remotely', { run: request.runId, token: request.token, reason: String(thrown) });
      return null;
    }
  }

  function askTogether(calls: readonly Waiting[], share: number): void {
    const requests = calls.map(({ request }) => request);
    local
      .make(() => (rests ? localActivities.executeSteps(requests, share) : localActivities.executeSteps(requests)))
      .then(
        (answers) => {
          for (const answer of answers) note(answer);
          for (const [at, { settle }] of calls.entries()) settle(answers[at] ?? null);
        },
        (thrown) => {
          log.warn('Local steps failed and go on remotely', { runs: calls.map(({ request }) => request.runId), reason: String(thrown) });
          for (const { settle } of calls) settle(null);
        },
      );
  }

  /** How long this task lasts is told by what the recorded answers say, which is the same when they are replayed. */
  function note(answer: ExecuteStepAnswer | null): void {
    if (answer === null) return;
    const now = thisTask();
    if (answer.outcome === 'pending') {
      // It was waited for as long as a call is.
      now.isLong = true;
      return;
    }
    room.take(answer.bytes ?? 0);
    if (answer.at === undefined) return;
    now.firstAt = Math.min(now.firstAt, answer.at);
    if (answer.at - now.firstAt >= longTaskMs) now.isLong = true;
  }

  function thisTask(): typeof task {
    if (task.id !== currentTask()) task = { id: currentTask(), firstAt: Number.POSITIVE_INFINITY, isLong: false };
    return task;
  }
}
