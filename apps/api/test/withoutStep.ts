import type { FlowGraph } from '@noi/flow';

/** The same flow without a step of a chain: the one before it leads to the one behind it. */
export function withoutStep(graph: FlowGraph, id: string): FlowGraph {
  const { [id]: _gone, ...steps } = graph.steps;
  const before = graph.edges.find(({ to }) => to === id);
  const behind = graph.edges.find(({ from }) => from === id);
  const others = graph.edges.filter(({ from, to }) => from !== id && to !== id);
  return { ...graph, steps, edges: before && behind ? [...others, { ...before, to: behind.to }] : others };
}
