import type { Port, StepId } from '../graph/FlowGraph.ts';
import type { LevelId, Plan, PlanStep } from '../plan/Plan.ts';
import type { RunData, RunOutcome, RunPorts, ScopeId, Token } from './RunPorts.ts';
import type { BodyNews, EdgeFate, RunFailure, RunState, RunTodo, ScopeState, StepFate } from './RunState.ts';

/** One visit of one step in one scope. */
export interface Place {
  readonly scope: ScopeId;
  readonly stepId: StepId;
  readonly visit: number;
}

/** What is known of a step that waits for something. */
export type OpenFate = Extract<StepFate, { state: 'open' }>;

/** A scope while the interpreter works on it; the same JSON that `ScopeState` promises to readers. */
export interface WalkScope {
  readonly level: LevelId;
  readonly parent: ScopeState['parent'];
  readonly edges: Record<string, EdgeFate>;
  readonly steps: Record<StepId, StepFate & { readonly visit: number }>;
  readonly outputs: Record<StepId, Readonly<Record<string, unknown>>>;
}

export interface WalkState {
  readonly scopes: Record<ScopeId, WalkScope>;
  trigger: RunData['trigger'];
  failing?: RunFailure;
  outcome: RunOutcome | null;
  todo?: RunTodo;
  edits?: NonNullable<RunState['edits']>;
}

/** Everything the files of the interpreter share while they walk one run. */
export interface Walk {
  readonly plan: Plan;
  readonly ports: RunPorts;
  /** Makes the jitter of back-offs differ between runs. */
  readonly seed: string;
  readonly state: WalkState;
  /** Steps that may begin, in the order in which they became ready. */
  readonly ready: Omit<Place, 'visit'>[];
  /** Open requests by token; follows from `state`. */
  readonly open: Map<Token, Place>;
  /** What steps of bodies have to tell the containers around them, in order; told before anything else begins. */
  readonly news: BodyNews[];
  /** Child scopes in which something ended during this move: they may be over. */
  readonly touched: Set<ScopeId>;
  /** Lists of open for-each steps by token, so that they are not filled anew for each item. */
  readonly lists: Map<Token, readonly unknown[]>;
}

export const rootScope: ScopeId = 'root';

/** The scope's state; it exists for every place that was made from the state. */
export function scopeOf(walk: Walk, scope: ScopeId): WalkScope {
  const found = own(walk.state.scopes, scope);
  if (found === undefined) throw new Error(`No scope ${scope}`);
  return found;
}

/** The plan's step of that id. */
export function planStep(plan: Plan, stepId: StepId): PlanStep {
  const step = own(plan.steps, stepId);
  if (step === undefined) throw new Error(`No step ${stepId} in plan ${plan.hash}`);
  return step;
}

/** Reads a record by a key that users chose: `constructor` is a legal step id. */
export function own<T>(record: { readonly [key: string]: T }, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Each asking has a token of its own, so that a late answer to an earlier one is known as such. */
export function tokenOf({ scope, stepId, visit }: Place, attempt: number, delays = 0): Token {
  return `${scope}/${stepId}#${visit}@${attempt}${delays === 0 ? '' : `~${delays}`}`;
}

/** What a step in this scope can read: the trigger, and outputs here and in the scopes around it. */
export function dataFor(walk: Walk, scope: ScopeId): RunData {
  const steps: Record<StepId, Readonly<Record<string, unknown>>> = {};
  for (let at: ScopeId | null = scope; at !== null; ) {
    const here: WalkScope = scopeOf(walk, at);
    for (const [stepId, output] of Object.entries(here.outputs)) if (!Object.hasOwn(steps, stepId)) steps[stepId] = output;
    at = here.parent?.scope ?? null;
  }
  return { trigger: walk.state.trigger, steps };
}

/** Whether a wire leaves this way out of the step. */
export function hasPort(walk: Walk, place: Place, port: Port): boolean {
  const level = own(walk.plan.levels, scopeOf(walk, place.scope).level);
  return level?.edges.some((edge) => edge.from === place.stepId && edge.port === port) ?? false;
}

/** A walk that goes on from `state`, or has not begun. The given state is not touched. */
export function createWalk({ plan, ports, seed, state }: { plan: Plan; ports: RunPorts; seed: string; state: RunState | undefined }): Walk {
  const copy: WalkState = state === undefined ? { scopes: {}, trigger: {}, outcome: null } : JSON.parse(JSON.stringify(state));
  const open = new Map<Token, Place>();
  for (const [scope, { steps }] of Object.entries(copy.scopes)) {
    for (const [stepId, fate] of Object.entries(steps)) if (fate.state === 'open') open.set(fate.token, { scope, stepId, visit: fate.visit });
  }
  return { plan, ports, seed, state: copy, ready: [], open, news: [], touched: new Set(), lists: new Map() };
}
