import type { FlowGraph, Step, StepId, StepOf } from '../graph/FlowGraph.ts';
import { reachableFrom, upstreamOf } from '../graph/reach.ts';
import { type Source, sourcesFor } from '../graph/sources.ts';
import { stepsById } from '../graph/stepOf.ts';
import type { ConnectionFact, FlowCatalog } from './FlowCatalog.ts';
import type { Issue } from './Issue.ts';

/** A draft under examination, with answers that several rules need. */
export interface Draft {
  readonly graph: FlowGraph;
  readonly catalog: FlowCatalog;
  readonly connections: readonly ConnectionFact[];
  /** By id. */
  readonly steps: readonly Step[];
  readonly triggers: readonly StepOf<'trigger'>[];
  upstream(stepId: StepId): ReadonlySet<StepId>;
  sources(stepId: StepId): readonly Source[];
  /** Whether `stepId` runs only after `other` ended without an error, whichever way the run takes. */
  surelyAfter(stepId: StepId, other: StepId): boolean;
}

/** One way in which a draft can be wrong; one file each. */
export type ValidationRule = (draft: Draft) => readonly Issue[];

export function openDraft({ graph, catalog, connections }: Pick<Draft, 'graph' | 'catalog' | 'connections'>): Draft {
  const steps = stepsById(graph);
  const triggers = steps.filter((step) => step.kind === 'trigger');
  const upstream = remembered((stepId) => upstreamOf(graph, stepId));
  const sources = remembered((stepId) => sourcesFor({ graph, stepId, catalog }));
  const reachedWithout = remembered((other) => {
    const passes = (edge: { from: StepId; port: string }) => edge.from !== other || edge.port === 'error';
    return new Set(triggers.flatMap((trigger) => [...reachableFrom(graph, trigger.id, passes)]));
  });
  return { graph, catalog, connections, steps, triggers, upstream, sources, surelyAfter: (stepId, other) => !reachedWithout(other).has(stepId) };
}

function remembered<T>(answer: (stepId: StepId) => T): (stepId: StepId) => T {
  const known = new Map<StepId, T>();
  return (stepId) => {
    const found = known.get(stepId);
    if (found !== undefined) return found;
    const value = answer(stepId);
    known.set(stepId, value);
    return value;
  };
}
