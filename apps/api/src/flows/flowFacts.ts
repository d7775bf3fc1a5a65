import type { FlowRow } from '@noi/db';
import { type ConnectionFact, type FileFact, type FlowCatalog, type FlowGraph, stepTitle, validateGraph } from '@noi/flow';
import type { Text } from '@noi/node-sdk';
import { withShopFiles } from '../shopFiles/shopFiles.ts';

interface FlowFacts {
  readonly issues: { readonly errors: number };
  readonly trigger: Text | null;
  readonly takesLists: boolean;
  readonly packages: string[];
  readonly connections: string[];
}

interface FactsRequest {
  readonly flow: Pick<FlowRow, 'id' | 'revision'>;
  readonly connections: readonly ConnectionFact[];
  /** The newest first. */
  readonly files: readonly FileFact[];
  readonly catalog: FlowCatalog;
  load(): Promise<Pick<FlowRow, 'graph'> | null>;
}

const MOST_KEPT = 2000;

/** What a list shows of a draft's content; remembered per revision, so that a list reads only the graphs that changed. */
export function createFlowFacts(): (request: FactsRequest) => Promise<FlowFacts> {
  const known = new Map<string, { readonly madeFor: string; readonly facts: FlowFacts }>();

  return async ({ flow, connections, files, catalog, load }) => {
    const madeFor = `${flow.revision}|${files.length}:${files[0]?.id}|${connections.map((one) => `${one.id}:${one.state}`).join()}`;
    const kept = known.get(flow.id);
    if (kept?.madeFor === madeFor) return kept.facts;

    const row = await load();
    const facts = row
      ? factsOfGraph(row.graph, withShopFiles(catalog, files), connections)
      : { issues: { errors: 0 }, trigger: null, takesLists: false, packages: [], connections: [] };
    if (known.size >= MOST_KEPT) known.clear();
    known.set(flow.id, { madeFor, facts });
    return facts;
  };
}

function factsOfGraph(graph: FlowGraph, catalog: FlowCatalog, connections: readonly ConnectionFact[]): FlowFacts {
  const steps = Object.values(graph.steps).sort((left, right) => left.position.y - right.position.y);
  const placed = steps.filter((step) => step.kind === 'trigger' || step.kind === 'action');
  const triggers = steps.filter((step) => step.kind === 'trigger');
  const trigger = triggers.find(({ disabled }) => !disabled) ?? triggers[0];
  const errors = validateGraph({ graph, catalog, connections: [...connections] }).filter((issue) => issue.severity === 'error').length;
  return {
    issues: { errors },
    trigger: trigger ? stepTitle({ step: trigger, graph, catalog }) : null,
    takesLists: trigger !== undefined && catalog.trigger(trigger.node, trigger.nodeVersion)?.event === 'broadcast.recipient',
    packages: [...new Set(placed.map((step) => step.node.split('.')[0] ?? step.node))],
    connections: [...new Set(placed.flatMap((step) => step.connectionId ?? []))],
  };
}
