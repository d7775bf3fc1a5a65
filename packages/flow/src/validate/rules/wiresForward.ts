import { readingOrder, upstreamOf } from '../../graph/reach.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

/** Wires never run in a circle; one issue for each. */
export function wiresForward({ graph, steps }: Draft): readonly Issue[] {
  if (readingOrder(graph).length === steps.length) return [];
  const reported = new Set<string>();
  return steps.flatMap(({ id }): Issue[] => {
    if (reported.has(id) || !upstreamOf(graph, id).has(id)) return [];
    for (const member of upstreamOf(graph, id)) if (upstreamOf(graph, member).has(id)) reported.add(member);
    return [
      {
        code: 'wire_circle',
        severity: 'error',
        stepId: id,
        message: {
          vi: 'Các đường nối ở đây tạo thành vòng lặp. Xoá một đường nối để quy trình chỉ đi về phía trước.',
          en: 'The wires here make a circle. Remove one, so that the flow only goes forward.',
        },
      },
    ];
  });
}
