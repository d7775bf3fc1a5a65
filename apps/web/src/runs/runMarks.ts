import type { ApiOutputs } from '../api/trpc.ts';
import type { StepRunMark } from '../editor/canvas/types.ts';

type Detail = ApiOutputs['runs']['get'];

/** How each step stands, for the canvas: its newest visit counts. */
export function runMarks(steps: Detail['steps']): Record<string, StepRunMark> {
  const marks: Record<string, StepRunMark> = {};
  for (const step of [...steps].sort((a, b) => a.visit - b.visit)) {
    marks[step.stepId] = { state: step.state, ...(step.attempts.length > 1 ? { note: `×${step.attempts.length}` } : {}) };
  }
  return marks;
}

/** The wires that the run went along. */
export function takenEdges({ graph, steps }: Pick<Detail, 'graph' | 'steps'>): string[] {
  const left = new Set(steps.map((step) => `${step.stepId}:${step.port}`));
  return graph.edges.filter((edge) => left.has(`${edge.from}:${edge.port}`)).map((edge) => edge.id);
}
