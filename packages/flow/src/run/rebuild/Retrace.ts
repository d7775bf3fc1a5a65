import type { StepId } from '../../graph/FlowGraph.ts';
import type { Plan } from '../../plan/Plan.ts';
import { levelWires } from '../levelWires.ts';
import type { ScopeId } from '../RunPorts.ts';
import { own, type Place, rootScope, type Walk } from '../Walk.ts';
import type { StoryBook } from './StoryBook.ts';
import { type BodyName, bodiesAround, placeKey, type StepPlace } from './StoryRow.ts';

/** What the files of the rebuilding share. */
export interface Retrace {
  readonly walk: Walk;
  readonly book: StoryBook;
  readonly from: StepPlace | undefined;
  /** The containers around `from` by their place: they are open again. */
  readonly around: ReadonlyMap<string, BodyName>;
  /** Whether the failure of the run stands: its error handler goes on. */
  readonly isHandling: boolean;
  /** Begin when the run goes on. */
  readonly later: StepPlace[];
  /** Places that are open or ended as their rows say, by key. */
  readonly told: Map<string, Place>;
  /** Scopes that were walked again. */
  readonly walked: Set<ScopeId>;
}

export function createRetrace({ walk, book, from }: Pick<Retrace, 'walk' | 'book' | 'from'>): Retrace {
  const bodies = from === undefined ? [] : bodiesAround(from);
  const top = bodies[0]?.stepId ?? from?.stepId;
  return {
    walk,
    book,
    from,
    around: new Map(bodies.map((body) => [placeKey(body), body])),
    isHandling: top === undefined || isInHandler(walk.plan, top),
    later: [],
    told: new Map(),
    walked: new Set(),
  };
}

/** All steps of one level that a step leads to, itself included. */
export function reachOf(plan: Plan, { level, stepId }: { level: string; stepId: StepId }): ReadonlySet<StepId> {
  const reached = new Set([stepId]);
  const found = own(plan.levels, level);
  if (found === undefined) return reached;
  const wires = levelWires(found);
  for (const step of reached) for (const { to } of wires.out(step)) reached.add(to);
  return reached;
}

/** Whether a step of the flow's own level is done about a failure. */
export function isInHandler(plan: Plan, stepId: StepId): boolean {
  return plan.errorHandler !== undefined && reachOf(plan, { level: rootScope, stepId: plan.errorHandler }).has(stepId);
}
