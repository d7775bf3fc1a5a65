import type { Edge, FlowGraph } from '../../graph/FlowGraph.ts';
import { portsOf } from '../../graph/ports.ts';
import { stepOf } from '../../graph/stepOf.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

/** Every wire leads from a port that exists to a step that may be led to. Only documents from elsewhere can break this. */
export function wiresSound({ graph }: Draft): readonly Issue[] {
  const seen = new Set<string>();
  return graph.edges.flatMap((edge): Issue[] => {
    const names = [`id ${edge.id}`, `${edge.from} ${edge.port} ${edge.to}`];
    const isRepeated = names.some((name) => seen.has(name));
    for (const name of names) seen.add(name);
    if (isSound(edge, graph) && !isRepeated) return [];
    const stepId = [edge.from, edge.to].find((id) => stepOf(graph, id));
    return [
      {
        code: 'wire_broken',
        severity: 'error',
        ...(stepId === undefined ? {} : { stepId }),
        message: { vi: 'Một đường nối ở đây bị hỏng. Xoá đường nối này rồi nối lại.', en: 'A wire here is broken. Remove it and draw it again.' },
      },
    ];
  });
}

/** Whether a wire leads from a way out that its step has to a step that may be led to. */
export function isSound(edge: Edge, graph: FlowGraph): boolean {
  const from = stepOf(graph, edge.from);
  const to = stepOf(graph, edge.to);
  return (
    from !== undefined &&
    to !== undefined &&
    to.kind !== 'trigger' &&
    to.kind !== 'errorHandler' &&
    from.parent === to.parent &&
    portsOf(from).includes(edge.port)
  );
}
