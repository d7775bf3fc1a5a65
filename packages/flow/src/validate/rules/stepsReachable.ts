import { reachableFrom, wiresFrom } from '../../graph/reach.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

/** A step that nothing leads to would never run; in a container, that is where the body begins. Silent while the trigger itself is missing or unwired: that comes first. */
export function stepsReachable({ graph, steps, triggers }: Draft): readonly Issue[] {
  if (!triggers.some(({ id }) => wiresFrom(graph, id).length > 0)) return [];
  const starts = steps.filter(({ kind }) => kind === 'trigger' || kind === 'errorHandler');
  const reached = new Set(starts.flatMap(({ id }) => [...reachableFrom(graph, id)]));
  return steps
    .filter(({ id, parent }) => parent === undefined && !reached.has(id))
    .map(({ id }) => ({
      code: 'step_unreachable',
      severity: 'error',
      stepId: id,
      message: {
        vi: 'Chưa có đường nối nào dẫn tới bước này. Nối bước này vào quy trình hoặc xoá đi.',
        en: 'Nothing leads to this step. Wire it in or remove it.',
      },
    }));
}
