import type { FlowGraph, Step, StepId, StepOf } from '../graph/FlowGraph.ts';
import { mustPass } from '../graph/mustPass.ts';
import { reachableFrom, upstreamOf, wiresFrom } from '../graph/reach.ts';
import { type SourceLookup, sourceLookup } from '../graph/sources.ts';
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
  readonly lookup: SourceLookup;
  /** Whether `other` comes before `stepId` on some way through the flow. */
  isAfter(stepId: StepId, other: StepId): boolean;
  /** Whether `stepId` runs only after `other` ended without an error, whichever way the run takes. */
  isSurelyAfter(stepId: StepId, other: StepId): boolean;
}

/** One way in which a draft can be wrong; one file each. */
export type ValidationRule = (draft: Draft) => readonly Issue[];

export function openDraft({ graph, catalog, connections }: Pick<Draft, 'graph' | 'catalog' | 'connections'>): Draft {
  const steps = stepsById(graph);
  const triggers = steps.filter((step) => step.kind === 'trigger');
  const entries = triggers.map(({ id }) => id);
  const passes = mustPass(graph, entries);
  const upstream = remembered((stepId) => upstreamOf(graph, stepId));
  const reachedByErrorOf = remembered(
    (stepId) => new Set(wiresFrom(graph, stepId).flatMap(({ port, to }) => (port === 'error' ? [...reachableFrom(graph, to)] : []))),
  );
  return {
    graph,
    catalog,
    connections,
    steps,
    triggers,
    lookup: sourceLookup({ graph, catalog }),
    isAfter: (stepId, other) => (stepId !== other && passes(stepId, other)) || upstream(stepId).has(other),
    isSurelyAfter: (stepId, other) => passes(stepId, other) && !reachedByErrorOf(other).has(stepId),
  };
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
