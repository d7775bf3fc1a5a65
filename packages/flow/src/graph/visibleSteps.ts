import type { FlowGraph, StepId } from './FlowGraph.ts';
import { containersAround, membersOf } from './levels.ts';
import { upstreamOf } from './reach.ts';
import type { Side } from './Source.ts';
import { stepOf } from './stepOf.ts';

/**
 * The steps whose data a step can read, and from which side: those before it on its own level, the containers around it (from inside), and all that these
 * can read themselves. What a container holds is hidden from the steps behind it; only a repeat's own condition reads the round that is just over.
 */
export function visibleSteps(graph: FlowGraph, stepId: StepId): ReadonlyMap<StepId, Side> {
  const seen = new Map<StepId, Side>();
  const step = stepOf(graph, stepId);
  const around = containersAround(graph, stepId);
  for (const at of step ? [step, ...around] : []) {
    for (const id of upstreamOf(graph, at.id)) if (stepOf(graph, id)?.parent === at.parent) seen.set(id, 'outside');
  }
  seen.delete(stepId);
  if (step?.kind === 'repeat') for (const { id } of membersOf(graph, stepId)) seen.set(id, 'outside');
  for (const { id } of step?.kind === 'repeat' ? [step, ...around] : around) seen.set(id, 'inside');
  return seen;
}
