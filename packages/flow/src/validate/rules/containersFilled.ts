import { isContainer } from '../../graph/FlowGraph.ts';
import { membersOf } from '../../graph/levels.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

/** A container holds at least one step. */
export function containersFilled({ graph, steps }: Draft): readonly Issue[] {
  return steps
    .filter((step) => isContainer(step) && membersOf(graph, step.id).length === 0)
    .map(({ id }) => ({
      code: 'container_empty',
      severity: 'error',
      stepId: id,
      message: {
        vi: 'Khung này chưa có bước nào bên trong. Kéo một bước vào khung hoặc xoá khung.',
        en: 'This container holds no step yet. Drag one into it, or remove it.',
      },
    }));
}
