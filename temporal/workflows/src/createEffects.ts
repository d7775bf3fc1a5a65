import { bugError, type ExecuteResult, type StepError, type Token } from '@noi/flow/run';
import { CancellationScope, isCancellation, log, sleep } from '@temporalio/workflow';
import { activitiesAt, remoteActivities } from './activityProxies.ts';
import type { ExecuteStepAnswer, ExecuteStepRequest, Pending } from './activityTypes.ts';
import type { StepCalls } from './createStepCalls.ts';
import { sizeOf, type TaskRoom } from './createTaskRoom.ts';

export interface Effect {
  readonly key: string;
  readonly request: ExecuteStepRequest;
  /** Goes to a remote activity at once. */
  readonly isRemote: boolean;
  /** `at`: epoch ms, where the answer says when it was given. */
  settle(result: ExecuteResult, at?: number): void;
  /** It was cancelled before any activity took it: its records are still to be written. */
  abandoned(): void;
}

/** The calls of all runs of a group that are under way. */
export interface Effects {
  start(effect: Effect): void;
  cancel(key: string): void;
  /** Its end is here already: no activity will see the request. */
  isTaken(runId: string, token: Token): boolean;
  /** The run ended: of what was taken ahead for it nothing will be asked for. */
  forget(runId: string): void;
  readonly inFlight: number;
  /** Those that no local activity has in its hands: they may take long. */
  readonly remote: number;
  /** Some of them are this run's. */
  isBusy(runId: string): boolean;
}

interface Ended {
  readonly result: ExecuteResult;
  readonly at?: number;
}

/** `room`: remote calls wait for another workflow task where there is none; without it all go at once. */
export function createEffects(calls: StepCalls, room: TaskRoom | null): Effects {
  const scopes = new Map<string, CancellationScope>();
  const countOf = new Map<string, number>();
  /** Ends that an activity brought before the run asks for them, by run. */
  const ahead = new Map<string, Map<Token, Ended>>();
  let inFlight = 0;
  let remote = 0;

  return {
    start(effect) {
      const scope = new CancellationScope();
      scopes.set(effect.key, scope);
      inFlight += 1;
      const { runId } = effect.request;
      countOf.set(runId, (countOf.get(runId) ?? 0) + 1);
      const over = () => {
        inFlight -= 1;
        countOf.set(runId, (countOf.get(runId) ?? 1) - 1);
        if (scopes.get(effect.key) === scope) scopes.delete(effect.key);
      };
      perform(effect, scope).then(
        ({ result, at }) => {
          over();
          effect.settle(result, at);
        },
        (thrown) => {
          over();
          if (isCancellation(thrown)) effect.abandoned();
          else effect.settle({ outcome: 'failed', error: bugError(thrown) });
        },
      );
    },
    // A local call cannot be called back; its answer comes within seconds and is ignored by its run.
    cancel: (key) => scopes.get(key)?.cancel(),
    isTaken: (runId, token) => ahead.get(runId)?.has(token) ?? false,
    forget: (runId) => void ahead.delete(runId),
    get inFlight() {
      return inFlight;
    },
    get remote() {
      return remote;
    },
    isBusy: (runId) => (countOf.get(runId) ?? 0) > 0,
  };

  async function perform({ request, isRemote }: Effect, scope: CancellationScope): Promise<Ended> {
    const taken = ahead.get(request.runId)?.get(request.token);
    // The same try may be asked for once more, when something held it.
    ahead.get(request.runId)?.delete(request.token);
    if (taken !== undefined) return taken;
    const first = isRemote ? null : await calls.ask(request, () => !scope.consideredCancelled);
    if (first !== null && first.outcome !== 'pending') return keepAhead(request.runId, first);
    remote += 1;
    try {
      return { result: await scope.run(() => (first === null ? askCommonQueue(request, room) : awaitAt(first.queue, request, room))) };
    } finally {
      remote -= 1;
    }
  }

  function keepAhead(runId: string, { ahead: taken, at, bytes: _, ...result }: Exclude<ExecuteStepAnswer, Pending>): Ended {
    const then = at === undefined ? {} : { at };
    if (taken !== undefined) ahead.set(runId, new Map(taken.map((one) => [one.token, { result: one.result, ...then }])));
    return { result, ...then };
  }
}

async function awaitAt(queue: string, request: ExecuteStepRequest, room: TaskRoom | null): Promise<ExecuteResult> {
  const { workspaceId, runId, stepId, scope, visit, attempt, token } = request;
  try {
    const answer = await activitiesAt(queue).awaitStep({ workspaceId, runId, stepId, scope, visit, attempt, token });
    if (answer.outcome !== 'lost') return answer;
  } catch (thrown) {
    if (isCancellation(thrown)) throw thrown;
    log.warn('The process that had a step in its hands is gone', { run: runId, token, reason: String(thrown) });
  }
  return askCommonQueue(request, room);
}

async function askCommonQueue(request: ExecuteStepRequest, room: TaskRoom | null): Promise<ExecuteResult> {
  const bytes = sizeOf(request);
  // Temporal would refuse the whole workflow task, with the commands of all runs, for ever.
  if (bytes > mostRequestBytes) return { outcome: 'failed', error: { kind: 'rejected', text: tooMuchData, repeatable: false } };
  while (room !== null && room.left < bytes) await sleep(1);
  room?.take(bytes);
  const answer = await remoteActivities.executeStep(request);
  return answer.outcome === 'pending' ? awaitAt(answer.queue, request, room) : answer;
}

/** Temporal takes 2 MiB. */
const mostRequestBytes = 1_900_000;

const tooMuchData: StepError['text'] = {
  vi: 'Lượt chạy này mang quá nhiều dữ liệu (gần 2 MB) nên không gọi tiếp được. Hãy để các bước trước trả về ít dữ liệu hơn, ví dụ chỉ lấy các trường cần dùng.',
  en: 'This run carries too much data (close to 2 MB) to make another call. Let earlier steps return less, for example only the fields that are needed.',
};
