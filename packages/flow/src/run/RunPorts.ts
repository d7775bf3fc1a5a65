import type { EventType } from '@noi/events';
import type { NodeErrorKind, Text } from '@noi/node-sdk';
import type { Belongs, Port, RuleGroup, StepId } from '../graph/FlowGraph.ts';

/** Names one open request of a run: unique in the run, stable over replay and re-hosting (`<scope>/<stepId>#<visit>@<attempt>`, and `~<n>` after the n-th delay of that attempt). */
export type Token = string;

/** Where a step is visited: `root`, or a container's iteration below it. */
export type ScopeId = string;

/** What templates and rules can read: the trigger's payload and the outputs of steps in scope. */
export interface RunData {
  readonly trigger: Readonly<Record<string, unknown>>;
  readonly steps: Readonly<Record<StepId, Readonly<Record<string, unknown>>>>;
  /** The payload of an awaited event while its condition is decided; nowhere else. */
  readonly event?: Readonly<Record<string, unknown>>;
}

/** A failure as rows, history and people see it; plain JSON. */
export interface StepError {
  readonly kind: NodeErrorKind;
  readonly text: Text;
  readonly field?: string;
  readonly providerCode?: string;
  readonly providerMessage?: string;
  readonly retryAfterMs?: number;
  readonly retryAt?: string;
  /** `false` when a second call might do the thing twice; then a lost answer is never repeated. */
  readonly repeatable: boolean;
}

/** A try that follows another without any wait; of the same scope, and the first of its visit. */
export interface StepAhead {
  readonly token: Token;
  readonly stepId: StepId;
  readonly visit: number;
}

export interface ExecuteRequest {
  readonly token: Token;
  readonly stepId: StepId;
  readonly scope: ScopeId;
  /** 1 for the first time this step is visited in its scope. */
  readonly visit: number;
  /** 1 for the first try of this visit. */
  readonly attempt: number;
  readonly data: RunData;
  /** Given by hand: takes the place of what the step's templates make. */
  readonly input?: Readonly<Record<string, unknown>>;
  /**
   * What will be asked for next while each try is done or skipped. Whoever executes may take these at once, in this order, and answer with their ends when they are
   * asked for; absent where nothing is known to follow.
   */
  readonly ahead?: readonly StepAhead[];
}

/** How an effect ended. */
export type ExecuteResult =
  | { readonly outcome: 'done'; readonly output: Readonly<Record<string, unknown>> }
  | { readonly outcome: 'failed'; readonly error: StepError }
  /** Not done, on purpose, with the reason in words (no consent, over the cap): the run goes on by `next`. */
  | { readonly outcome: 'skipped'; readonly reason: Text }
  /** Not now, with the reason in words (quiet hours): at `until` (epoch ms), or when somebody ends the wait, the same attempt is asked again and decides anew. */
  /**
   * Not now, and nobody knows when: a flow that is paused, an account that must be connected again, a send of which nobody knows whether it went out.
   * The run asks `RunPorts.waitFor` with this key, and is answered through `FlowRun.answer`.
   */
  | { readonly outcome: 'held'; readonly key: HoldKey; readonly reason: Text }
  | { readonly outcome: 'delayed'; readonly until: number; readonly reason: Text };

/** Names what a held step waits for: `flow:<id>`, `connection:<id>`, or `unknown:<runId>/<token>` for one that only a person can decide. */
export type HoldKey = string;

/** Something from outside that a step waits for. */
export type Awaited =
  | {
      readonly kind: 'event';
      readonly event: EventType;
      readonly source?: string;
      readonly connectionId?: string;
      readonly belongs: Belongs;
      /** Its templates are filled; what is left to read is `event.…`. */
      readonly rule?: RuleGroup;
      /** Events that were received before (epoch ms) do not count. */
      readonly since: number;
      /** In which the rule's dates are read. */
      readonly timezone: string;
    }
  | {
      readonly kind: 'approval';
      readonly question: string;
      readonly approvers: readonly string[];
      readonly needed: number;
      readonly canVeto: boolean;
      readonly remindEveryMs?: number;
    }
  | { readonly kind: 'subflow'; readonly flowId: string; readonly input: Readonly<Record<string, unknown>> }
  | { readonly kind: 'hold'; readonly key: HoldKey; readonly reason: Text };

export interface AwaitRequest {
  readonly token: Token;
  readonly stepId: StepId;
  readonly scope: ScopeId;
  readonly visit: number;
  readonly awaited: Awaited;
  /** When the step stops waiting (epoch ms). The run sets a timer for it by itself; this is for people to see. */
  readonly until?: number;
}

/** What came. */
export type AwaitAnswer =
  /** The step ends by this port. */
  | { readonly outcome: 'done'; readonly port: Port; readonly output: Readonly<Record<string, unknown>> }
  | { readonly outcome: 'failed'; readonly error: StepError }
  | { readonly outcome: 'skipped'; readonly reason: Text }
  /** Of a held step only: the same try is asked for again, at `at` (epoch ms) where that is given. */
  | { readonly outcome: 'again'; readonly at?: number };

export type StepRunState = 'running' | 'waiting' | 'retrying' | 'done' | 'failed' | 'skipped' | 'stopped';

/** One line of the run's story. The last record of (scope, stepId, visit) is the state of that step run. Times are epoch ms. */
export interface StepRecord {
  readonly stepId: StepId;
  readonly scope: ScopeId;
  readonly visit: number;
  readonly attempt: number;
  readonly state: StepRunState;
  readonly at: number;
  /** When a wait or a back-off ends by itself. */
  readonly until?: number;
  readonly port?: Port;
  readonly output?: Readonly<Record<string, unknown>>;
  readonly error?: StepError;
  readonly reason?: Text;
}

export type StoppedBy = 'step' | 'person' | 'goal' | 'parent' | 'newer';

export type RunOutcome =
  /** `output` is what the flow's `outputs` gave, for the flow that called it. */
  | { readonly state: 'done'; readonly output?: Readonly<Record<string, unknown>> }
  /** Ended by a stop step, by a person, because its goal was reached, with the run that called it, or in favour of a newer run (`EntryRule` `restart`). */
  | { readonly state: 'stopped'; readonly by: StoppedBy; readonly reason?: string }
  | { readonly state: 'failed'; readonly stepId: StepId; readonly error: StepError };

/**
 * What the interpreter asks of the world. Every call returns at once; answers come back through the run's own methods
 * (`settle`, `wake`, `answer`). Three adapters implement it: the Temporal workflow, the simulator, property tests.
 */
export interface RunPorts {
  /** Epoch ms. */
  now(): number;
  /** Start an effect; answer with `run.settle(token, result)`. */
  execute(request: ExecuteRequest): void;
  /** Wake the run at `until` (epoch ms) with `run.wake(token)`. */
  sleep(request: { readonly token: Token; readonly until: number }): void;
  /** Wait for something from outside; answer with `run.answer(token, answer)`. */
  waitFor(request: AwaitRequest): void;
  /** The request is no longer wanted; a late answer to it is ignored. */
  cancel(token: Token): void;
  record(record: StepRecord): void;
  /**
   * Asked before each move that nothing from outside brought about. `false` ends the run's turn, so that a long loop holds up nobody: call `FlowRun.goOn` later.
   * Without this method a run goes on until it waits for the world.
   */
  mayGoOn?(): boolean;
  /** Called once, last. */
  finish(outcome: RunOutcome): void;
}
