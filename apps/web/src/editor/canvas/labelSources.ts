import type { FlowGraph, Step } from '@noi/flow';

interface LabelSources {
  readonly edges: FlowGraph['edges'];
  readonly naming: readonly Step[];
}

const known = new WeakMap<FlowGraph, LabelSources>();
let latest: LabelSources = { edges: [], naming: [] };

/**
 * What the words of other steps hang on: the wires, and the steps that give data its names. The same object as before
 * while none of that changed, so that typing in one step costs the other cards nothing.
 */
export function labelSources(graph: FlowGraph): LabelSources {
  const found = known.get(graph);
  if (found) return found;
  const naming = Object.values(graph.steps).filter((step) => step.kind === 'trigger' || step.kind === 'set');
  const isSame = latest.edges === graph.edges && latest.naming.length === naming.length && naming.every((step, index) => latest.naming[index] === step);
  if (!isSame) latest = { edges: graph.edges, naming };
  known.set(graph, latest);
  return latest;
}
