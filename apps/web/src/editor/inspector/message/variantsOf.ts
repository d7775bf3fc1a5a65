import { type FlowGraph, portLabel, portsOf, type StepId, type StepOf } from '@noi/flow';
import type { Text } from '@noi/node-sdk';

/** A message that stands in one branch of a split. */
export interface Variant {
  /** Of the branch, with its share. */
  readonly label: Text;
  readonly step: StepOf<'action'>;
}

/** Of every branch of the split that leads to a message, the first message; empty when the message stands behind no split. */
export function variantsOf(graph: FlowGraph, stepId: StepId, isMessage: (step: StepOf<'action'>) => boolean): readonly Variant[] {
  for (const split of splitsBefore(graph, stepId)) {
    const found = portsOf(split).flatMap((port): Variant[] => {
      const step = firstMessage(graph, { from: split.id, port }, isMessage);
      return step ? [{ label: portLabel(split, port), step }] : [];
    });
    if (found.length > 1 && found.some(({ step }) => step.id === stepId)) return found;
  }
  return [];
}

/** Splits that the step can be reached from, the nearest first. */
function splitsBefore({ steps, edges }: FlowGraph, stepId: StepId): readonly StepOf<'split'>[] {
  const into = byEnd(edges, 'to');
  const found: StepOf<'split'>[] = [];
  const seen = new Set([stepId]);
  const queue = [stepId];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    for (const { from } of into.get(at) ?? []) {
      if (seen.has(from)) continue;
      seen.add(from);
      const step = steps[from];
      if (step?.kind === 'split') found.push(step);
      queue.push(from);
    }
  }
  return found;
}

/** Follows a branch to its first message; where the branch forks, all ways are looked at in turn. */
function firstMessage({ steps, edges }: FlowGraph, start: { from: StepId; port: string }, isMessage: (step: StepOf<'action'>) => boolean) {
  const queue = edges.filter(({ from, port }) => from === start.from && port === start.port).map(({ to }) => to);
  const outOf = byEnd(edges, 'from');
  const seen = new Set(queue);
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    const step = steps[at];
    if (step?.kind === 'action' && isMessage(step)) return step;
    for (const { to, port } of outOf.get(at) ?? []) {
      if (port !== 'error' && !seen.has(to)) queue.push(to);
      seen.add(to);
    }
  }
  return null;
}

function byEnd(edges: FlowGraph['edges'], end: 'from' | 'to'): ReadonlyMap<StepId, FlowGraph['edges']> {
  const found = new Map<StepId, FlowGraph['edges']>();
  for (const edge of edges) found.set(edge[end], [...(found.get(edge[end]) ?? []), edge]);
  return found;
}
