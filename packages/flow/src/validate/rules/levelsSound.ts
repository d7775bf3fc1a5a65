import { mayStandIn } from '../../graph/levels.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

/** Every step stands in a container that is there. Only documents from elsewhere can break this. */
export function levelsSound({ graph, steps }: Draft): readonly Issue[] {
  return steps
    .filter((step) => !mayStandIn(graph, step, step.parent))
    .map(({ id }) => ({
      code: 'level_broken',
      severity: 'error',
      stepId: id,
      message: {
        vi: 'Bước này nằm trong một khung không còn nữa. Kéo bước ra ngoài hoặc xoá đi.',
        en: 'This step stands in a container that is gone. Move it out or remove it.',
      },
    }));
}
