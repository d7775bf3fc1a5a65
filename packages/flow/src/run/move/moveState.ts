import type { Plan } from '../../plan/Plan.ts';
import type { ScopeId, StepRecord } from '../RunPorts.ts';
import type { RunState, ScopeState, StepFate } from '../RunState.ts';
import { own } from '../Walk.ts';
import { goneReason } from './goneReason.ts';
import { moveFate } from './moveFate.ts';
import { moveWires } from './moveWires.ts';
import { behindRemoved } from './survivors.ts';

export interface MoveRequest {
  readonly state: RunState;
  readonly oldPlan: Plan;
  readonly newPlan: Plan;
  /** Epoch ms. */
  readonly now: number;
}

export interface Moved {
  /** Go on with `createRun({ plan: newPlan, ports, state })` and `resume()`. */
  readonly state: RunState;
  /** What changed for open steps: those that are gone are stopped, those that wait may have a new time. */
  readonly records: readonly StepRecord[];
}

/**
 * Puts a run that is under way on another version of its flow, at the same steps.
 *
 * Steps are the same by their id, kind and level. What is open stays open, and waits end as if the new version had begun them. An open step that is gone
 * counts as done, and the run goes on behind it where the new version still has what followed. Nothing that was done is done again; what is new before
 * the place where the run stands is passed over, what is new behind it is done.
 */
export function moveState({ state, oldPlan, newPlan, now }: MoveRequest): Moved {
  const scopes: Record<ScopeId, ScopeState> = {};
  const ready: { scope: ScopeId; stepId: string }[] = [];
  const records: StepRecord[] = [];
  // A scope is made after the one around it.
  for (const [id, scope] of Object.entries(state.scopes)) {
    if (!survives(scope, scopes, newPlan)) {
      records.push(...stopped(id, scope, now));
      continue;
    }
    const steps: Record<string, StepFate & { readonly visit: number }> = {};
    const begins = new Set<string>();
    for (const [stepId, fate] of Object.entries(scope.steps)) {
      // Which steps are dead is decided anew.
      if (fate.state === 'dead') continue;
      const moved = moveFate({ fate, stepId, scope: id, state, oldPlan, newPlan, now });
      steps[stepId] = { ...moved.fate, visit: fate.visit };
      if (moved.change !== undefined) records.push({ stepId, scope: id, visit: fate.visit, at: now, attempt: attemptOf(fate), ...moved.change });
      if (moved.fate.state === 'ended' && fate.state === 'open') for (const next of behindRemoved({ stepId, oldPlan, newPlan })) begins.add(next);
    }
    const wires = moveWires({ scope: { ...scope, steps }, oldPlan, newPlan, begins });
    scopes[id] = { ...scope, steps: { ...steps, ...wires.dead }, edges: wires.edges };
    ready.push(...wires.ready.map((stepId) => ({ scope: id, stepId })));
  }
  const { todo, ...rest } = state;
  const left = (todo?.ready ?? []).filter(
    ({ scope, stepId }) => own(scopes, scope) && own(newPlan.steps, stepId) && !ready.some((one) => one.scope === scope && one.stepId === stepId),
  );
  const begins = [...ready, ...left];
  return { state: { ...rest, scopes, ...(begins.length === 0 ? {} : { todo: { ready: begins, news: [] } }) }, records };
}

function survives({ parent, level }: ScopeState, scopes: Readonly<Record<ScopeId, ScopeState>>, newPlan: Plan): boolean {
  if (parent === null) return true;
  const container = own(scopes, parent.scope)?.steps[parent.stepId];
  return container?.state === 'open' && own(newPlan.levels, level) !== undefined;
}

function stopped(scope: ScopeId, { steps }: ScopeState, at: number): StepRecord[] {
  return Object.entries(steps).flatMap(([stepId, fate]): StepRecord[] =>
    fate.state === 'open' ? [{ stepId, scope, visit: fate.visit, at, attempt: fate.attempt, state: 'stopped', reason: goneReason }] : [],
  );
}

function attemptOf(fate: StepFate): number {
  return fate.state === 'open' ? fate.attempt : 1;
}
