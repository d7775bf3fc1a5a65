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
    }
  | { readonly state: 'ended'; readonly port: Port | null }
  | { readonly state: 'dead' };

/** One walk over one level. The root scope walks the flow; each iteration or branch body of a container walks in a child scope. */
export interface ScopeState {
  readonly level: LevelId;
  readonly parent: { readonly scope: ScopeId; readonly stepId: StepId } | null;
  readonly edges: { readonly [edgeId: string]: EdgeFate };
  readonly steps: { readonly [stepId: StepId]: StepFate & { readonly visit: number } };
  readonly outputs: { readonly [stepId: StepId]: Readonly<Record<string, unknown>> };
}

/** Everything a run is, as plain JSON: what continue-as-new, re-hosting and moving carry. */
export interface RunState {
  readonly scopes: { readonly [scope: ScopeId]: ScopeState };
  readonly trigger: RunData['trigger'];
  readonly outcome: RunOutcome | null;
}
