import type { FlowGraph, Step, StepId } from './FlowGraph.ts';

/** The step of that id; own entries only, since ids are free words (`constructor` is a legal one). */
export function stepOf(graph: FlowGraph, id: StepId): Step | undefined {
  return Object.hasOwn(graph.steps, id) ? graph.steps[id] : undefined;
}

const sorted = new WeakMap<FlowGraph['steps'], readonly Step[]>();

/** All steps by id, so that nothing depends on the order in which a document happens to keep them. */
export function stepsById(graph: FlowGraph): readonly Step[] {
  const known = sorted.get(graph.steps);
  if (known) return known;
  const steps = Object.values(graph.steps).sort((left, right) => (left.id < right.id ? -1 : left.id > right.id ? 1 : 0));
  sorted.set(graph.steps, steps);
  return steps;
}
