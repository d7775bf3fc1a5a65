import type { Text } from '@noi/node-sdk';
import type { z } from 'zod';

/** One schema issue in words for shop staff, naming the field by its label. */
export function describeZodIssue(issue: z.core.$ZodIssue | undefined, label: Text | undefined): Text {
  const path = issue?.path.join('.') ?? '';
  const name = label ?? { vi: path || 'dữ liệu của bước', en: path || 'the step’s data' };
  const { vi, en } = whatIsWrong(issue);
  return { vi: `Ô “${name.vi}” ${vi}. Hãy mở bước này và sửa lại.`, en: `The field “${name.en}” ${en}. Open this step and correct it.` };
}

function whatIsWrong(issue: z.core.$ZodIssue | undefined): Text {
  switch (issue?.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? { vi: 'đang trống', en: 'is empty' }
        : { vi: 'không đúng kiểu dữ liệu', en: 'has the wrong type of value' };
    case 'too_small':
      return issue.origin === 'string' && Number(issue.minimum) <= 1
        ? { vi: 'đang trống', en: 'is empty' }
        : { vi: `nhỏ hoặc ngắn hơn mức cho phép (${issue.minimum})`, en: `is smaller or shorter than allowed (${issue.minimum})` };
    case 'too_big':
      return { vi: `lớn hoặc dài hơn mức cho phép (${issue.maximum})`, en: `is larger or longer than allowed (${issue.maximum})` };
    case 'invalid_format':
      return { vi: 'không đúng định dạng', en: 'is not in the right format' };
    case 'invalid_value':
      return { vi: 'có giá trị không nằm trong danh sách cho phép', en: 'has a value that is not among the choices' };
    case 'unrecognized_keys':
      return { vi: `có dữ liệu thừa (${issue.keys.join(', ')})`, en: `has unknown keys (${issue.keys.join(', ')})` };
    default:
      return { vi: 'chưa hợp lệ', en: 'is not valid' };
  }
}
