import { parsePath } from '../template/dataPath.ts';
import { checkReference } from './checkReference.ts';
import type { Draft } from './Draft.ts';
import type { Issue } from './Issue.ts';
import { readsOfTemplate } from './readsOf.ts';

/** What is wrong with a template that is filled when an event comes, before any step ran: it cannot be read, or reads more than the trigger's data. */
export function checkStartTemplate(template: string | undefined, field: string, draft: Draft): readonly Issue[] {
  const { unreadable, references } = readsOfTemplate(template ?? '');
  return [
    ...unreadable.map((message): Issue => ({ code: 'template_invalid', severity: 'error', field, message })),
    ...references.flatMap((reference): Issue[] => {
      if (parsePath(reference.path)?.[0] !== 'trigger') return [{ code: 'data_not_yet', severity: 'error', field, message: onlyTrigger }];
      const fault = checkReference(reference, { kind: 'start' }, draft);
      return fault ? [{ ...fault, field }] : [];
    }),
  ];
}

const onlyTrigger = {
  vi: 'Lúc này chưa có bước nào chạy. Chỉ dùng dữ liệu của sự kiện bắt đầu.',
  en: 'No step has run at this point. Use data of the trigger only.',
};
