import type { Text } from '@noi/events';
import type { Port, StepId } from '../../graph/FlowGraph.ts';
import type { HoldKey, ScopeId, StepError, StepRunState, Token } from '../RunPorts.ts';

/** What is kept of one visit of a step: the last of its records. Of several visits in one scope the last one counts. */
export interface StoryRow {
  readonly scope: ScopeId;
  readonly stepId: StepId;
  readonly visit: number;
  readonly attempt: number;
  readonly state: StepRunState;
  readonly port: Port | null;
  readonly output: Readonly<Record<string, unknown>> | null;
  readonly error: StepError | null;
  /** When the visit began. */
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  /** When a wait or a back-off ends by itself. */
  readonly waitUntil: Date | null;
  /** How often, and for what, tries were put off before the provider was called; oldest first. */
  readonly decisions: readonly { readonly outcome: string; readonly token: Token; readonly key?: HoldKey; readonly reason?: Text }[];
}

/** One step in one scope. */
export interface StepPlace {
  readonly scope: ScopeId;
  readonly stepId: StepId;
}

/** One walk over the body of a container, as its scope names it. */
export interface BodyName extends StepPlace {
  readonly visit: number;
  readonly index: number;
}

/** The container around a scope; `null` for the root. */
export function bodyName(scope: ScopeId): BodyName | null {
  const match = /^(.*)\/([^/]+)#(\d+)\[(\d+)\]$/.exec(scope);
  if (match === null) return null;
  const [, around = '', stepId = '', visit, index] = match;
  return { scope: around, stepId, visit: Number(visit), index: Number(index) };
}

/** The containers around a place, the outermost first. */
export function bodiesAround({ scope }: StepPlace): readonly BodyName[] {
  const body = bodyName(scope);
  return body === null ? [] : [...bodiesAround(body), body];
}

/** Names a step in its scope. */
export function placeKey({ scope, stepId }: StepPlace): string {
  return `${scope}/${stepId}`;
}
