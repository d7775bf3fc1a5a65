import { type FlowGraph, portPast } from '@noi/flow';
import type { ApiOutputs } from '../api/trpc.ts';
import type { StepRunMark } from '../editor/canvas/types.ts';

type Detail = ApiOutputs['runs']['get'];
type StepRun = Detail['steps'][number];

/** How each step stands, for the canvas: its newest visit counts. Of a step in a loop, what still goes on or failed in any item, and how many are done. */
export function runMarks(steps: Detail['steps']): Record<string, StepRunMark> {
  const newest = new Map<string, Map<string, StepRun>>();
  for (const step of [...steps].sort((a, b) => a.visit - b.visit)) {
    const scopes = newest.get(step.stepId) ?? new Map<string, StepRun>();
    newest.set(step.stepId, scopes.set(step.scope, step));
  }
  return Object.fromEntries([...newest].map(([stepId, scopes]) => [stepId, markOf([...scopes.values()])]));
}

const urgent = ['running', 'retrying', 'waiting', 'failed'] as const satisfies readonly StepRun['state'][];

function markOf(rows: readonly StepRun[]): StepRunMark {
  const [only] = rows;
  if (only && rows.length === 1) return { state: only.state, ...(only.attempts.length > 1 ? { note: `×${only.attempts.length}` } : {}) };
  const state = urgent.find((one) => rows.some((row) => row.state === one)) ?? only?.state ?? 'done';
  return { state, note: `${rows.filter((row) => row.state === 'done').length}/${rows.length}` };
}

/** The wires that the run went along. */
export function takenEdges({ graph, steps }: Pick<Detail, 'steps'> & { readonly graph: Pick<FlowGraph, 'steps' | 'edges'> }): string[] {
  const left = new Set(steps.map((step) => `${step.stepId}:${step.port}`));
  const taken = new Set(graph.edges.filter((edge) => left.has(`${edge.from}:${edge.port}`)));
  // Past steps that are switched off the run went on; a set visits what is added to it on the way.
  for (const { to } of taken) {
    const step = graph.steps[to];
    if (step?.disabled) for (const edge of graph.edges) if (edge.from === to && edge.port === portPast(step)) taken.add(edge);
  }
  return [...taken].map((edge) => edge.id);
}
