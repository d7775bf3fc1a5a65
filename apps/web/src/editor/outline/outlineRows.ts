import { type FlowGraph, type Port, portsOf, type Step } from '@noi/flow';

/** One line of the outline: `2.1` is the first step inside the second. */
export interface OutlineRow {
  readonly step: Step;
  readonly number: string;
  readonly depth: number;
  /** The branch that leads here, when it is not simply the next step. */
  readonly after: { readonly step: Step; readonly port: Port } | null;
}

/** Steps as people would read them aloud: from what starts on, each branch to its end, what a container holds right behind it. */
export function outlineRows(graph: FlowGraph): readonly OutlineRow[] {
  return levelRows(graph, { level: undefined, prefix: '', depth: 0 });
}

interface Level {
  readonly level: string | undefined;
  readonly prefix: string;
  readonly depth: number;
}

function levelRows(graph: FlowGraph, { level, prefix, depth }: Level): readonly OutlineRow[] {
  const members = Object.values(graph.steps).filter(({ parent }) => parent === level);
  const seen = new Set<string>();
  const rows: OutlineRow[] = [];
  function visit(step: Step | undefined, after: OutlineRow['after']) {
    if (!step || seen.has(step.id)) return;
    seen.add(step.id);
    const number = `${prefix}${seen.size}`;
    rows.push({ step, number, depth, after }, ...levelRows(graph, { level: step.id, prefix: `${number}.`, depth: depth + 1 }));
    for (const port of portsOf(step)) {
      for (const edge of graph.edges) if (edge.from === step.id && edge.port === port) visit(graph.steps[edge.to], port === 'next' ? null : { step, port });
    }
  }
  const isEntered = new Set(graph.edges.map(({ to }) => to));
  for (const step of members) if (step.kind === 'trigger') visit(step, null);
  const inOrder = [...members].sort((left, right) => left.position.y - right.position.y || left.position.x - right.position.x);
  for (const step of inOrder) if (!isEntered.has(step.id)) visit(step, null);
  for (const step of inOrder) visit(step, null);
  return rows;
}
