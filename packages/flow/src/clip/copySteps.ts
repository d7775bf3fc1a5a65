import type { FlowGraph, StepId } from '../graph/FlowGraph.ts';
import { containersAround, stepsInside } from '../graph/levels.ts';
import { stepOf } from '../graph/stepOf.ts';
import type { FlowPart } from './FlowPart.ts';

/**
 * Steps with all that they hold, the wires between them, and the groups that they are the whole of. What stood in a container that is not copied counts its
 * place from the flow's own corner. Which notes belong to them is for the view to say (`noteIds`), since it knows where things are drawn.
 */
export function copySteps(graph: FlowGraph, ids: readonly StepId[], noteIds: readonly string[] = []): FlowPart {
  const copied = new Set(ids.flatMap((id) => [id, ...stepsInside(graph, id).map((step) => step.id)]));
  const steps = [...copied].flatMap((id) => {
    const step = stepOf(graph, id);
    if (!step) return [];
    if (step.parent === undefined || copied.has(step.parent)) return [step];
    const { parent: _left, ...outer } = step;
    const around = containersAround(graph, id);
    const position = {
      x: around.reduce((sum, one) => sum + one.position.x, step.position.x),
      y: around.reduce((sum, one) => sum + one.position.y, step.position.y),
    };
    return [{ ...outer, position }];
  });
  const groups = Object.entries(graph.groups ?? {}).filter(([, { members }]) => members.every((id) => copied.has(id)));
  const notes = Object.entries(graph.notes ?? {}).filter(([id]) => noteIds.includes(id));
  return {
    schema: 1,
    steps: Object.fromEntries(steps.map((step) => [step.id, step])),
    edges: graph.edges.filter(({ from, to }) => copied.has(from) && copied.has(to)),
    ...(groups.length === 0 ? {} : { groups: Object.fromEntries(groups) }),
    ...(notes.length === 0 ? {} : { notes: Object.fromEntries(notes) }),
  };
}
