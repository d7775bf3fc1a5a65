import type { Plan } from '../../plan/Plan.ts';
import { own, rootScope } from '../Walk.ts';
import { type RebuildRequest, type Rebuilt, rebuildState } from './rebuildState.ts';
import { bodyName, type StepPlace, type StoryRow } from './StoryRow.ts';

/** What the send ledger knows of one visit of a step. */
export interface LedgerPlace extends StepPlace {
  readonly visit: number;
  readonly state: string;
}

export interface RestartRequest<M extends LedgerPlace> extends RebuildRequest {
  readonly from: StepPlace;
  /** The messages of the former run. */
  readonly messages: readonly M[];
}

export interface PlannedRestart<M extends LedgerPlace> extends Rebuilt {
  /** Messages that went out, or may have, of steps that would be done again. */
  readonly again: readonly M[];
}

/**
 * A new run from one step of another on. `null` when that one never came to the step, or the plan does not have it in this place: not in the same containers,
 * or in an item that its loop has no longer.
 */
export function planRestart<M extends LedgerPlace>({ messages, ...request }: RestartRequest<M>): PlannedRestart<M> | null {
  const { plan, rows, from } = request;
  if (!isInPlace(plan, from) || !rows.some((row) => isSamePlace(row, from))) return null;
  const rebuilt = rebuildState(request);
  if (rebuilt.state.todo?.ready.some((place) => isSamePlace(place, from)) !== true) return null;
  return { ...rebuilt, again: messages.filter((message) => message.state !== 'failed' && !isAmong(rebuilt.kept, message)) };
}

/** The step is where it was: on the flow's own level, or in the body of the same container, which is where it was. */
function isInPlace(plan: Plan, { scope, stepId }: StepPlace): boolean {
  const body = bodyName(scope);
  if (own(plan.steps, stepId)?.level !== (body?.stepId ?? rootScope)) return false;
  return body === null || isInPlace(plan, body);
}

function isSamePlace(one: StepPlace, other: StepPlace): boolean {
  return one.scope === other.scope && one.stepId === other.stepId;
}

function isAmong(kept: readonly StoryRow[], message: LedgerPlace): boolean {
  return kept.some(({ scope, stepId, visit }) => scope === message.scope && stepId === message.stepId && visit === message.visit);
}
