import { type DataSource, dataFor, type FlowCatalog, type FlowGraph, type Step } from '@noi/flow';

interface OwnSource {
  readonly graph: FlowGraph;
  readonly step: Step;
  readonly catalog: FlowCatalog;
}

const after = 'after-it';

/** What a step itself gives, as the step behind it would read it; `null` when it gives nothing. */
export function ownSource({ graph, step, catalog }: OwnSource): DataSource | null {
  const next: Step = { id: after, kind: 'stop', position: step.position, ...(step.parent === undefined ? {} : { parent: step.parent }) };
  const behind = { ...graph, steps: { ...graph.steps, [after]: next }, edges: [...graph.edges, { id: after, from: step.id, port: 'next', to: after }] };
  const sources = dataFor({ graph: behind, stepId: after, catalog });
  return sources.find(({ stepId }) => stepId === (step.kind === 'trigger' ? 'trigger' : step.id)) ?? null;
}
