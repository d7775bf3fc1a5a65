import type { Text } from '@noi/events';
import type { Port, StepId } from '../graph/FlowGraph.ts';
import type { LevelId } from '../plan/Plan.ts';
import type { HoldKey, RunData, RunOutcome, ScopeId, Token } from './RunPorts.ts';

/** `fired`: taken. `dead`: will never be taken in this scope. */
export type EdgeFate = 'fired' | 'dead';

export type StepFate =
  | {
      readonly state: 'open';
      readonly token: Token;
      readonly attempt: number;
      /** `await` and `hold` wait for something from outside, `body` for the scopes below a container. */
      readonly doing: 'execute' | 'wait' | 'retry' | 'delay' | 'await' | 'hold' | 'body';
      readonly until?: number;
      /** How often this attempt was put off before; absent for never. */
      readonly delays?: number;
      /** Of a hold: what releases it, and why. */
      readonly hold?: { readonly key: HoldKey; readonly reason: Text };
      /** Of a wait, an await and a for-each, epoch ms: when it began, which is the time that its templates are filled for, however often it is asked again. */
      readonly since?: number;
      readonly loop?: LoopState;
    }
  | { readonly state: 'ended'; readonly port: Port | null }
  | { readonly state: 'dead' };

/** How far a for-each has come. The list itself is no part of the state: it is filled again from the data that the step read when it began. */
export interface LoopState {
  readonly count: number;
  /** The index of the next item to begin. */
  readonly next: number;
  readonly done: number;
  readonly failed: number;
  /** The first of those that failed. */
  readonly failures: readonly { readonly index: number; readonly message: string }[];
}

/** One walk over one level. The root scope walks the flow; the body of a container walks in child scopes, which are dropped when they are over. */
export interface ScopeState {
  readonly level: LevelId;
  readonly parent: { readonly scope: ScopeId; readonly stepId: StepId } | null;
  readonly edges: { readonly [edgeId: string]: EdgeFate };
  readonly steps: { readonly [stepId: StepId]: StepFate & { readonly visit: number } };
  readonly outputs: { readonly [stepId: StepId]: Readonly<Record<string, unknown>> };
}

/** The step that a run fails of, and why. */
export type RunFailure = Pick<Extract<RunOutcome, { state: 'failed' }>, 'stepId' | 'error'>;

/** A step in the body of a container has nothing behind it, or a step failed and nothing in its scope catches that. */
export type BodyNews = { readonly scope: ScopeId } & (
  | { readonly kind: 'end'; readonly stepId: StepId }
  | { readonly kind: 'failure'; readonly failure: RunFailure }
);

/** What a run has to do first whose turn was over, or whose state was made from its rows or moved to another plan. */
export interface RunTodo {
  readonly ready: readonly { readonly scope: ScopeId; readonly stepId: StepId }[];
  readonly news: readonly BodyNews[];
}

/** Everything a run is, as plain JSON: what continue-as-new, re-hosting and moving carry. */
export interface RunState {
  readonly scopes: { readonly [scope: ScopeId]: ScopeState };
  readonly trigger: RunData['trigger'];
  /** What the run fails of as soon as its error handler is over; absent before. */
  readonly failing?: RunFailure;
  readonly outcome: RunOutcome | null;
  /** Taken up, and gone, with `resume` or `goOn`; absent while the run waits for the world. */
  readonly todo?: RunTodo;
  /** Input given by hand, by `<scope>/<stepId>`: it takes the place of what the step's templates make. */
  readonly edits?: { readonly [place: string]: Readonly<Record<string, unknown>> };
}
