import type { FlowGraph, StepId } from './FlowGraph.ts';
import { readingOrder, wiresTo } from './reach.ts';

/**
 * Answers whether every way from the entries to `to` passes `via` (a step passes itself). Built once per graph as a dominator tree,
 * so that a question costs next to nothing. Steps that no way leads to, or that stand in a circle, answer `false`.
 */
export function mustPass(graph: FlowGraph, entries: readonly StepId[]): (to: StepId, via: StepId) => boolean {
  const depth = new Map<StepId | null, number>([[null, 0]]);
  const gate = new Map<StepId, StepId | null>();
  const depthOf = (id: StepId | null) => depth.get(id) ?? 0;
  const up = (id: StepId | null) => (id === null ? null : (gate.get(id) ?? null));
  const meeting = (left: StepId | null, right: StepId | null): StepId | null => {
    let [a, b] = [left, right];
    while (a !== b) {
      if (depthOf(a) >= depthOf(b)) a = up(a);
      else b = up(b);
    }
    return a;
  };

  for (const id of readingOrder(graph)) {
    const before: (StepId | null)[] = entries.includes(id) ? [null] : wiresTo(graph, id).flatMap(({ from }) => (depth.has(from) ? [from] : []));
    if (before.length === 0) continue;
    const last = before.reduce(meeting);
    gate.set(id, last);
    depth.set(id, depthOf(last) + 1);
  }

  return (to, via) => {
    if (!depth.has(to) || !depth.has(via)) return false;
    let at: StepId | null = to;
    while (depthOf(at) > depthOf(via)) at = up(at);
    return at === via;
  };
}
