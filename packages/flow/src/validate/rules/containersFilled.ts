import type { Text } from '@noi/node-sdk';
import { isContainer } from '../../graph/FlowGraph.ts';
import { membersOf } from '../../graph/levels.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

/** A container holds at least one step that is on. */
export function containersFilled({ graph, drawn, steps }: Draft): readonly Issue[] {
  return steps
    .filter((step) => isContainer(step) && membersOf(graph, step.id).length === 0)
    .map(({ id }) =>
      membersOf(drawn, id).length === 0
        ? { code: 'container_empty', severity: 'error', stepId: id, message: empty }
        : { code: 'container_off', severity: 'error', stepId: id, message: off },
    );
}

const empty: Text = {
  vi: 'Khung này chưa có bước nào bên trong. Kéo một bước vào khung hoặc xoá khung.',
  en: 'This container holds no step yet. Drag one into it, or remove it.',
};
const off: Text = {
  vi: 'Mọi bước trong khung này đang tắt. Bật lại một bước hoặc tắt cả khung.',
  en: 'All steps in this container are switched off. Switch one on, or the whole container off.',
};
