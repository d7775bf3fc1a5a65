import type { StepId } from '../graph/FlowGraph.ts';
import type { PlanEdge, PlanLevel } from '../plan/Plan.ts';

/** The wires of one level by the step they leave and the step they reach. */
export interface LevelWires {
  out(stepId: StepId): readonly PlanEdge[];
  into(stepId: StepId): readonly PlanEdge[];
}

// Plans never change, so their wires are sorted once, however many runs walk them.
const known = new WeakMap<PlanLevel, LevelWires>();

/** The level's wires, sorted. */
export function levelWires(level: PlanLevel): LevelWires {
  const wires = known.get(level) ?? sortWires(level);
  known.set(level, wires);
  return wires;
}

function sortWires(level: PlanLevel): LevelWires {
  const out = new Map<StepId, PlanEdge[]>();
  const into = new Map<StepId, PlanEdge[]>();
  for (const edge of level.edges) {
    out.set(edge.from, [...(out.get(edge.from) ?? []), edge]);
    into.set(edge.to, [...(into.get(edge.to) ?? []), edge]);
  }
  return { out: (stepId) => out.get(stepId) ?? [], into: (stepId) => into.get(stepId) ?? [] };
}
