import { reachableFrom, wiresFrom } from '../../graph/reach.ts';
import { stepOf } from '../../graph/stepOf.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

/** A flow has one error handler at most; something follows it, and nothing that the main part leads to. */
export function errorHandlerWired({ graph, steps, triggers }: Draft): readonly Issue[] {
  const handlers = steps.filter(({ kind }) => kind === 'errorHandler');
  const inMainPart = new Set(handlers.length === 0 ? [] : triggers.flatMap(({ id }) => [...reachableFrom(graph, id)]));
  return handlers.flatMap(({ id }, index): Issue[] => {
    const issue = (code: Issue['code'], message: Issue['message'], stepId = id): Issue => ({ code, severity: 'error', stepId, message });
    if (index > 0) {
      return [
        issue('handler_many', {
          vi: 'Mỗi quy trình chỉ có một nhánh xử lý lỗi. Giữ một, xoá các nhánh còn lại.',
          en: 'A flow has one error handler only. Keep one and remove the others.',
        }),
      ];
    }
    if (wiresFrom(graph, id).length === 0) {
      return [
        issue('handler_unwired', {
          vi: 'Chưa có việc nào sau khi quy trình gặp lỗi. Nối một bước vào hoặc xoá nhánh này.',
          en: 'Nothing follows when the flow fails. Wire a step to it, or remove it.',
        }),
      ];
    }
    return [...reachableFrom(graph, id)]
      .filter((reached) => inMainPart.has(reached) && stepOf(graph, reached))
      .map((reached) =>
        issue(
          'wire_broken',
          {
            vi: 'Bước này nối cả với phần chính và phần xử lý lỗi. Xoá một trong hai đường nối.',
            en: 'This step is wired both to the main part and to the error handler. Remove one of the wires.',
          },
          reached,
        ),
      );
  });
}
