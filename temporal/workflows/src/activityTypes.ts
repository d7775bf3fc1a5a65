import type { AwaitAnswer, Awaited, ExecuteRequest, ExecuteResult, RunOutcome, RunState, ScopeId, StepId, StepRecord, TakenAhead, Token } from '@noi/flow/run';

/**
 * One try of one effect step. `token` is unique in the run; `data` is what templates may read. `records` are lines of this run's story that are
 * not written yet: write them with (or before) the step's own row, and the run is `running`. That this step began, and that it is done by its port
 * `next`, is the activity's own to write: no record tells it. Its failures are told by records, since only the run knows what follows from them.
 *
 * A request may come more than once with equal content (a worker died, the database was away): a repeat whose call is still going in this process
 * joins it, any other is answered from the checkpoint or by the node's `repeat` policy. A call writes its end whether or not anybody still waits for it.
 */
export interface ExecuteStepRequest extends ExecuteRequest {
  readonly workspaceId: string;
  readonly flowId: string;
  readonly runId: string;
  readonly planHash: string;
  readonly records: readonly StepRecord[];
  /** See `GroupRun`. */
  readonly trace?: string;
}

/** The call goes on in the process that listens on `queue`; `awaitStep` there brings its end. Only a local activity may answer so. */
export interface Pending {
  readonly outcome: 'pending';
  readonly queue: string;
}

/** When a local activity came through, epoch ms: the run goes on as of then. Absent in histories of former days. */
interface Timed {
  readonly at?: number;
}

interface Sized {
  /** Of JSON; absent where it is little. */
  readonly bytes?: number;
}

/** Only a local activity goes ahead. */
export type ExecuteStepAnswer = (ExecuteResult & TakenAhead & Timed & Sized) | Pending;

/** In the order of the requests; `null` where our own house was down for that one. */
export type ExecuteStepsAnswer = readonly (ExecuteStepAnswer | null)[];

/** Asks the process that answered `pending` for the end of that call. */
export interface AwaitStepRequest {
  readonly workspaceId: string;
  readonly runId: string;
  readonly stepId: StepId;
  readonly scope: ScopeId;
  readonly visit: number;
  readonly attempt: number;
  readonly token: Token;
}

/** `lost`: this process knows no such call; the workflow then asks `executeStep` on the common queue. */
export type AwaitStepAnswer = ExecuteResult | { readonly outcome: 'lost' };

/** What one run of a group has to tell. `state` says whether it goes on working or only waits; `outcome` is there when it ended. */
export interface ProgressEntry {
  readonly runId: string;
  readonly records: readonly StepRecord[];
  readonly state?: 'running' | 'waiting';
  readonly outcome?: RunOutcome;
  /** Epoch ms, workflow time. */
  readonly at: number;
  /** Of a run that ended; see `GroupRun`. */
  readonly trace?: string;
}

/** One thing from outside that a run of the group waits for. */
export interface WaitName {
  readonly runId: string;
  readonly token: Token;
}

/** `goal`: the event that ends the whole run. */
export interface WaitRequest extends WaitName {
  readonly stepId: StepId;
  readonly kind: Awaited['kind'] | 'goal';
  readonly awaited: Awaited;
  /** Of events: `order:<code>`, `customer:<phone>` or `*`; `null` when the run's data does not say. */
  readonly matchKey: string | null;
  /** Epoch ms: what came before does not count. */
  readonly since: number;
  /** Epoch ms: what came after does not count. */
  readonly until?: number;
}

/** What changed in what a group waits for. */
export interface WaitNews {
  readonly open: readonly WaitRequest[];
  /** Answered, or no longer wanted. */
  readonly close: readonly WaitName[];
  /** Their time is over: they are closed, unless something came in time. */
  readonly expire: readonly WaitRequest[];
}

export interface RunAnswer extends WaitName {
  readonly answer: AwaitAnswer;
}

export interface RecordProgressRequest {
  readonly workspaceId: string;
  readonly flowId: string;
  /** Of the group. */
  readonly planHash: string;
  readonly entries: readonly ProgressEntry[];
  readonly waits?: WaitNews;
}

/** What was there already when it was asked for, and which waits came to nothing. */
export interface RecordProgressAnswer extends Timed {
  readonly answers: readonly RunAnswer[];
  readonly expired: readonly WaitName[];
}

/** Runs that were asked to leave their group, as they stand, with nothing of theirs under way. */
export interface HandOverRequest {
  readonly workspaceId: string;
  /** Of the group. */
  readonly planHash: string;
  readonly runs: readonly { readonly runId: string; readonly state: RunState }[];
}

/** The group goes on with `stay`; all others are in other hands. */
export interface HandOverAnswer {
  readonly stay: readonly string[];
}

/**
 * Every side effect of a run. None of them throws for what a node, a provider or the user's data did: such ends are answers. A throw means that
 * our own house is down (database, network to it) and is repeated with back-off until it is up again.
 *
 * - `executeStep` comes as a local activity first (`Context.current().info.isLocal`, budget about 400 ms, then `pending`), and as a remote one for slow
 *   steps, later attempts and repeats. A remote one never answers `pending` and heartbeats every {@link heartbeatEveryMs}.
 * - `executeSteps` is local only: `executeStep` for several runs of a group, each for itself, which answers when the last of them has an answer. What does not
 *   fit into `mostBytes` of JSON is answered as `pending`.
 * - `awaitStep` is remote on the host's own queue and heartbeats likewise.
 * - `recordProgress` comes local first and remote on repeats; writing the same entry twice changes nothing.
 *   In former days it answered only where there was news of waits.
 * - `handOver` likewise; asked again for a run that it took over, it says so again.
 */
export interface Activities {
  executeStep(request: ExecuteStepRequest): Promise<ExecuteStepAnswer>;
  executeSteps(requests: readonly ExecuteStepRequest[], mostBytes?: number): Promise<ExecuteStepsAnswer>;
  awaitStep(request: AwaitStepRequest): Promise<AwaitStepAnswer>;
  recordProgress(request: RecordProgressRequest): Promise<RecordProgressAnswer | undefined>;
  handOver(request: HandOverRequest): Promise<HandOverAnswer>;
}

/** A remote `executeStep` or `awaitStep` that is silent for three times as long counts as dead. */
export const heartbeatEveryMs = 5_000;
