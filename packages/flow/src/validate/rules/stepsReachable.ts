import { reachableFrom, wiresFrom } from '../../graph/reach.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

/** A step that nothing leads to would never run. Silent while the trigger itself is missing or unwired: that comes first. */
export function stepsReachable({ graph, steps, triggers }: Draft): readonly Issue[] {
  if (!triggers.some(({ id }) => wiresFrom(graph, id).length > 0)) return [];
  const reached = new Set(triggers.flatMap(({ id }) => [...reachableFrom(graph, id)]));
  return steps
    .filter(({ id }) => !reached.has(id))
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
