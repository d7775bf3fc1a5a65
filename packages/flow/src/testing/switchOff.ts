import type { FlowGraph, Step, StepId } from '../graph/FlowGraph.ts';

/** The same document with those steps switched off. */
export function switchOff(graph: FlowGraph, ...ids: readonly StepId[]): FlowGraph {
  const steps = Object.entries(graph.steps).map(([key, step]): [string, Step] => [key, ids.includes(key) ? { ...step, disabled: true } : step]);
  return { ...graph, steps: Object.fromEntries(steps) };
}
