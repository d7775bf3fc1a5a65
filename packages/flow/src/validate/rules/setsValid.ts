import type { Text } from '@noi/node-sdk';
import { isMissing } from '../../template/dataPath.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

const key = /^[\p{L}_][\p{L}\p{M}\p{N}_-]{0,59}$/u;

/** A set step names each value once and gives it something. */
export function setsValid({ steps }: Draft): readonly Issue[] {
  return steps.flatMap((step): Issue[] => {
    if (step.kind !== 'set') return [];
    const issue = (field: string, message: Text): Issue => ({ code: 'set_invalid', severity: 'error', stepId: step.id, field, message });
    if (step.fields.length === 0)
      return [issue('fields', { vi: 'Chưa có giá trị nào. Thêm ít nhất một giá trị.', en: 'There is no value yet. Add at least one.' })];
    return step.fields.flatMap((field, index): Issue[] => {
      const words = field.label || field.key;
      if (field.key === '')
        return [
          issue(`fields.${index}.key`, {
            vi: 'Chưa đặt tên cho giá trị. Đặt một tên để bước sau dùng.',
            en: 'This value has no name. Give it one for later steps to use.',
          }),
        ];
      if (!key.test(field.key)) {
        return [
          issue(`fields.${index}.key`, {
            vi: `Tên “${words}” có ký tự không dùng được. Chỉ dùng chữ, số và gạch nối.`,
            en: `The name “${words}” has characters that cannot be used. Use letters, digits and hyphens.`,
          }),
        ];
      }
      if (step.fields.slice(0, index).some((other) => other.key === field.key))
        return [
          issue(`fields.${index}.key`, { vi: `Có hai giá trị cùng tên “${words}”. Đổi tên một giá trị.`, en: `Two values are called “${words}”. Rename one.` }),
        ];
      return isMissing(field.value) ? [issue(`fields.${index}.value`, { vi: `Chưa điền giá trị cho “${words}”.`, en: `“${words}” has no value yet.` })] : [];
    });
  });
}
