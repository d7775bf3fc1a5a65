import { type ExecuteResult, type Plan, type RunData, type RunOutcome, type StepAhead, type StepRecord, takeAhead } from '@noi/flow/run';
import { testTemporal } from '@noi/temporal-server/testing';
import { Context } from '@temporalio/activity';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import type { Duration } from '@temporalio/common';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type {
  Activities,
  AwaitStepRequest,
  ExecuteStepAnswer,
  ExecuteStepRequest,
  ExecuteStepsAnswer,
  HandOverRequest,
  Pending,
  ProgressEntry,
  RecordProgressAnswer,
  RecordProgressRequest,
  RunAnswer,
  WaitName,
  WaitNews,
  WaitRequest,
} from '../activityTypes.ts';
import { createPlanCodec } from '../createPlanCodec.ts';
import { type GroupHabits, todaysHabits } from '../groupHabits.ts';
import type { GroupRun, RunGroup } from '../groupTypes.ts';
import { answerWaitsSignal, runGroupWorkflow } from '../names.ts';
import { planRef } from '../planRef.ts';
import { workflowVm } from '../workflowVm.ts';
import { silentTimerSinks } from './silentTimerSinks.ts';
import { workflowBundleFile } from './workflowBundleFile.ts';

/** How the test's activities answer. A throw is a house that is down. */
export type Behaviour = (request: ExecuteStepRequest, place: { readonly isLocal: boolean }) => Answer | Promise<Answer>;
/** `pendingAt`: the worker of that queue has the call in hand, and answers with `result`, else with `done`. */
type Answer = ExecuteResult | { readonly pendingAt: string; readonly result?: ExecuteResult };

/** Thrown by a behaviour: the whole activity comes to nothing. */
export class ActivityDies extends Error {}

export interface NewGroup extends Pick<RunGroup, 'runs' | 'states' | 'mostEvents'> {
  readonly habits?: GroupHabits;
  /** How long the server waits for the end of a workflow task; the SDK asks for another one at four fifths of it. */
  readonly taskTimeout?: Duration;
}

/** A real Temporal server with one worker whose activities keep everything in memory. */
export interface TestHouse extends AsyncDisposable {
  readonly client: Client;
  /** Has a worker of its own that answers `awaitStep`. */
  readonly hostQueue: string;
  readonly calls: readonly (ExecuteStepRequest & { readonly isLocal: boolean })[];
  readonly flushes: readonly RecordProgressRequest[];
  readonly handOvers: readonly HandOverRequest[];
  /** The clock of the machine that writes rows shows this much more than the server's, in ms. */
  setAhead(ms: number): void;
  /** From now on progress cannot be written locally, or can be again. */
  setSlow(isSlow: boolean): void;
  /** Runs that somebody takes when they leave their group; all others stay. */
  take(runId: string): void;
  /** With today’s habits, where none are named. */
  startGroup(plan: Plan, group: NewGroup, behave?: Behaviour): Promise<WorkflowHandle>;
  workflowIdOf(runs: readonly GroupRun[]): string;
  /** Replays the group's history; fails where other commands come out under `plan`. */
  replay(handle: WorkflowHandle, plan: Plan): Promise<void>;
  /** What was written of a run: each line once, in order. */
  records(runId: string): readonly StepRecord[];
  outcome(runId: string): RunOutcome | undefined;
  /** What is waited for and not closed. */
  waiting(runId: string): readonly WaitRequest[];
  /** Answers a wait for good, whether or not it is open yet; `signals` tells its workflow, else it finds it when it asks. */
  answer(answer: RunAnswer, how?: { readonly signals: boolean }): Promise<void>;
  /** Calls back for every wait when it is opened for the first time. */
  onWait(listener: (wait: WaitRequest) => void): void;
  /** Calls back for every run when its end is written. */
  onEnd(listener: (runId: string) => void): void;
  /** Calls back for every line when it is written for the first time. */
  onLine(listener: (runId: string, line: StepRecord) => void): void;
}

export async function createTestHouse(): Promise<TestHouse> {
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } });
  const temporal = await testTemporal();
  const { address } = temporal;
  const unique = `${Date.now()}-${process.pid}`;
  const taskQueue = `test-workflows-${unique}`;
  const hostQueue = `${taskQueue}-host`;

  const plans = new Map<string, Plan>();
  const behaviours = new Map<string, Behaviour>();
  const calls: (ExecuteStepRequest & { isLocal: boolean })[] = [];
  const flushes: RecordProgressRequest[] = [];
  const handOvers: HandOverRequest[] = [];
  let aheadMs = 0;
  let isSlow = false;
  const inHand = new Map<string, ExecuteResult>();
  const taken = new Set<string>();
  const written = new Map<string, Map<string, StepRecord>>();
  const outcomes = new Map<string, RunOutcome>();
  const waiting = new Map<string, WaitRequest>();
  const answers = new Map<string, RunAnswer>();
  const workflowOf = new Map<string, string>();
  const waitListeners: ((wait: WaitRequest) => void)[] = [];
  const endListeners: ((runId: string) => void)[] = [];
  const listeners: ((runId: string, line: StepRecord) => void)[] = [];

  const bundle = { codePath: await workflowBundleFile() };
  const connection = await NativeConnection.connect({ address });
  const dataConverter = { payloadCodecs: [createPlanCodec(async ({ hash }) => new TextEncoder().encode(JSON.stringify(plans.get(hash))))] };
  const workers = [
    await Worker.create({
      ...{ connection, taskQueue, workflowBundle: bundle, dataConverter, ...workflowVm },
      ...{ activities: testActivities(), sinks: silentTimerSinks },
    }),
    await Worker.create({ connection, taskQueue: hostQueue, activities: testActivities() }),
  ];
  const running = workers.map((worker) => worker.run());
  // Histories are read whole, also large ones.
  const clientConnection = await Connection.connect({ address, channelArgs: { 'grpc.max_receive_message_length': 64 * 1_024 * 1_024 } });
  const client = new Client({ connection: clientConnection });

  return {
    client,
    hostQueue,
    calls,
    flushes,
    handOvers,
    setAhead(ms) {
      aheadMs = ms;
    },
    setSlow(now) {
      isSlow = now;
    },
    take: (runId) => void taken.add(runId),
    startGroup(plan, { habits = todaysHabits, taskTimeout, ...group }, behave) {
      plans.set(plan.hash, plan);
      for (const run of group.runs) workflowOf.set(run.runId, workflowIdOf(group.runs));
      for (const run of group.runs) if (behave !== undefined) behaviours.set(run.runId, behave);
      const whole: RunGroup = { workspaceId: 'w1', flowId: 'f1', ...habits, ...group };
      return client.workflow.start(runGroupWorkflow, {
        ...{ taskQueue, workflowId: workflowIdOf(group.runs), args: [planRef(plan.hash, whole.workspaceId), whole] },
        ...(taskTimeout === undefined ? {} : { workflowTaskTimeout: taskTimeout }),
      });
    },
    workflowIdOf,
    async replay(handle, plan) {
      const known = createPlanCodec(async () => new TextEncoder().encode(JSON.stringify(plan)));
      const options = { ...workflowVm, workflowBundle: bundle, sinks: silentTimerSinks, dataConverter: { payloadCodecs: [known] } };
      await Worker.runReplayHistory(options, await handle.fetchHistory(), handle.workflowId);
    },
    records: (runId) => [...(written.get(runId)?.values() ?? [])],
    outcome: (runId) => outcomes.get(runId),
    waiting: (runId) => [...waiting.values()].filter((wait) => wait.runId === runId),
    async answer(answer, { signals } = { signals: true }) {
      if (!answers.has(waitKey(answer))) answers.set(waitKey(answer), answer);
      const workflowId = workflowOf.get(answer.runId);
      if (signals && workflowId !== undefined) await client.workflow.getHandle(workflowId).signal(answerWaitsSignal, [answer]);
    },
    onWait: (listener) => void waitListeners.push(listener),
    onEnd: (listener) => void endListeners.push(listener),
    onLine: (listener) => void listeners.push(listener),
    async [Symbol.asyncDispose]() {
      for (const worker of workers) worker.shutdown();
      await Promise.all(running);
      await clientConnection.close();
      await connection.close();
      await temporal[Symbol.asyncDispose]();
    },
  };

  function workflowIdOf(runs: readonly GroupRun[]): string {
    return `group-${runs[0]?.runId}-${unique}`;
  }

  function testActivities(): Activities {
    return {
      executeStep: takeWithAhead,
      async executeSteps(requests, mostBytes = Number.POSITIVE_INFINITY) {
        const taken = requests.map((request) =>
          takeWithAhead(request).catch((thrown) => {
            if (thrown instanceof ActivityDies) throw thrown;
            return null;
          }),
        );
        return fit(await Promise.all(taken), requests, mostBytes);
      },
      awaitStep: async (request) => end(request, inHand.get(waitKey(request)) ?? { outcome: 'done', output: { awaited: request.stepId } }),
      async recordProgress(request) {
        if (isSlow && Context.current().info.isLocal) throw new Error('the rows take too long');
        flushes.push(request);
        for (const entry of request.entries) progress(entry);
        return { ...tellWaits(request.waits ?? noNews), at: Date.now() + aheadMs };
      },
      async handOver(request) {
        handOvers.push(request);
        return { stay: request.runs.flatMap(({ runId }) => (taken.has(runId) ? [] : [runId])) };
      },
    };
  }

  /** As the real activities do: what does not fit is told again where it is asked for. */
  function fit(answers: ExecuteStepsAnswer, requests: readonly ExecuteStepRequest[], mostBytes: number): ExecuteStepsAnswer {
    let taken = 0;
    return answers.map((answer, at) => {
      const [bytes, request] = [JSON.stringify(answer).length, requests[at]];
      if (answer === null || answer.outcome === 'pending' || request === undefined) return answer;
      if (taken > 0 && taken + bytes > mostBytes) {
        inHand.set(waitKey(request), answer);
        return { outcome: 'pending', queue: hostQueue };
      }
      taken += bytes;
      return { ...answer, bytes };
    });
  }

  async function takeWithAhead(request: ExecuteStepRequest): Promise<ExecuteStepAnswer> {
    const first = await take(request);
    if (first.outcome === 'pending' || !Context.current().info.isLocal) return first;
    const takeNext = async (next: StepAhead & { data: RunData }) => {
      const { input: _, ...alone } = request;
      const result = await take({ ...alone, ...next, records: [] });
      return result.outcome === 'pending' ? null : result;
    };
    return { ...first, ...(await takeAhead(request, { first, take: takeNext, mayGoOn: () => true })), at: Date.now() };
  }

  async function take(request: ExecuteStepRequest): Promise<ExecuteResult | Pending> {
    const { isLocal } = Context.current().info;
    calls.push({ ...request, isLocal });
    const answer = (await behaviours.get(request.runId)?.(request, { isLocal })) ?? { outcome: 'done', output: {} };
    write(request.runId, request.records);
    write(request.runId, [lineOf(request, { state: 'running' })]);
    if ('pendingAt' in answer) {
      if (answer.result !== undefined) inHand.set(waitKey(request), answer.result);
      return { outcome: 'pending', queue: answer.pendingAt };
    }
    return end(request, answer);
  }

  /** As the real activities do: the end of a step that is done is the activity's own to write. */
  function end(request: AwaitStepRequest, result: ExecuteResult): ExecuteResult {
    if (result.outcome === 'done') write(request.runId, [lineOf(request, { state: 'done', port: 'next', output: result.output })]);
    return result;
  }

  /** As the real activities do, in memory. */
  function tellWaits({ open, close, expire }: WaitNews): RecordProgressAnswer {
    for (const name of close) waiting.delete(waitKey(name));
    for (const wait of open) {
      const isNew = !waiting.has(waitKey(wait));
      waiting.set(waitKey(wait), wait);
      if (isNew) for (const listener of waitListeners) listener(wait);
    }
    const expired = expire.filter((wait) => !answers.has(waitKey(wait)));
    for (const wait of expired) waiting.delete(waitKey(wait));
    return {
      answers: [...open, ...expire].flatMap((wait) => answers.get(waitKey(wait)) ?? []),
      expired: expired.map(({ runId, token }) => ({ runId, token })),
    };
  }

  function progress({ runId, records, outcome }: ProgressEntry): void {
    write(runId, records);
    if (outcome === undefined) return;
    outcomes.set(runId, outcome);
    for (const listener of endListeners) listener(runId);
    for (const [key, wait] of waiting) if (wait.runId === runId) waiting.delete(key);
  }

  function write(runId: string, records: readonly StepRecord[]): void {
    const lines = written.get(runId) ?? new Map<string, StepRecord>();
    written.set(runId, lines);
    for (const line of records) {
      const key = `${line.scope}/${line.stepId}#${line.visit}@${line.attempt} ${line.state}`;
      if (lines.has(key)) continue;
      lines.set(key, line);
      for (const listener of listeners) listener(runId, line);
    }
  }
}

const noNews: WaitNews = { open: [], close: [], expire: [] };

function lineOf({ stepId, scope, visit, attempt }: AwaitStepRequest, line: Pick<StepRecord, 'state' | 'port' | 'output'>): StepRecord {
  return { stepId, scope, visit, attempt, at: Date.now(), ...line };
}

function waitKey({ runId, token }: WaitName): string {
  return `${runId} ${token}`;
}
