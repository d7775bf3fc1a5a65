import type { FlowGraph, Step, StepId, StepOf } from '../graph/FlowGraph.ts';
import { onLevel } from '../graph/levels.ts';
import { mustPass } from '../graph/mustPass.ts';
import { reachableFrom, wiresFrom, wiresTo } from '../graph/reach.ts';
import { runningGraph } from '../graph/runningGraph.ts';
import type { Side, SourceLookup } from '../graph/Source.ts';
import { sourceLookup } from '../graph/sources.ts';
import { stepOf, stepsById } from '../graph/stepOf.ts';
import { visibleSteps } from '../graph/visibleSteps.ts';
import type { ConnectionFact, FlowCatalog } from './FlowCatalog.ts';
import type { Issue } from './Issue.ts';

/** A draft under examination, with answers that several rules need. */
export interface Draft {
  /** As it runs: what is switched off is not in it. */
  readonly graph: FlowGraph;
  /** As it is drawn. */
  readonly drawn: FlowGraph;
  readonly catalog: FlowCatalog;
  readonly connections: readonly ConnectionFact[];
  /** Of the flow itself; without it nobody can say whether it calls itself. */
  readonly flowId?: string | undefined;
  /** By id. */
  readonly steps: readonly Step[];
  readonly triggers: readonly StepOf<'trigger'>[];
  readonly lookup: SourceLookup;
  /** From which side `stepId` reads the data of `other`; `null` when it cannot. */
  sideOf(stepId: StepId, other: StepId): Side | null;
  /** Whether `stepId` runs only after `other` gave its data, whichever way the run takes. */
  isSurelyAfter(stepId: StepId, other: StepId): boolean;
}

/** One way in which a draft can be wrong; one file each. */
export type ValidationRule = (draft: Draft) => readonly Issue[];

export function openDraft({ drawn, catalog, connections, flowId }: Pick<Draft, 'drawn' | 'catalog' | 'connections' | 'flowId'>): Draft {
  const graph = runningGraph(drawn);
  const steps = stepsById(graph);
  const triggers = steps.filter((step) => step.kind === 'trigger');
  const entries = steps.filter((step) => beginsPart(graph, step)).map(({ id }) => id);
  const passes = mustPass(graph, entries);
  const visible = remembered((stepId) => visibleSteps(graph, stepId));
  const reachedWithoutData = remembered(
    (stepId) => new Set(wiresFrom(graph, stepId).flatMap(({ port, to }) => (givesNothing(port) ? [...reachableFrom(graph, to)] : []))),
  );
  return {
    graph,
    drawn,
    catalog,
    connections,
    flowId,
    steps,
    triggers,
    lookup: sourceLookup({ graph, catalog }),
    sideOf: (stepId, other) => visible(stepId).get(other) ?? null,
    isSurelyAfter(stepId, other) {
      const at = onLevel(graph, stepId, stepOf(graph, other)?.parent);
      // The body runs only when its container began.
      if (at?.id === other) return true;
      return at !== null && passes(at.id, other) && !reachedWithoutData(other).has(at.id);
    },
  };
}

/** Where runs begin to walk: at the trigger, at the error handler, and in a body at every step that nothing leads to. */
function beginsPart(graph: FlowGraph, { id, kind, parent }: Step): boolean {
  return kind === 'trigger' || kind === 'errorHandler' || (parent !== undefined && wiresTo(graph, id).length === 0);
}

/** A step that failed, or that waited in vain, ends without data. */
function givesNothing(port: string): boolean {
  return port === 'error' || port === 'timeout';
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
