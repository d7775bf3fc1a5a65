import { assertNever } from '@noi/errors';
import type { Text } from '@noi/node-sdk';
import type { Wait } from '../../graph/FlowGraph.ts';
import { readDateTime } from '../../template/filters.ts';
import { checkTemplate } from '../../template/parseTemplate.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

const days = { seconds: 1 / 86_400, minutes: 1 / 1440, hours: 1 / 24, days: 1, weeks: 7 } as const;
const longestDays = 3650;

/** A wait says until when. */
export function waitsValid({ steps, graph }: Draft): readonly Issue[] {
  return steps.flatMap((step): Issue[] => {
    const fault = step.kind === 'wait' ? faultOf(step.wait, graph.settings.timezone) : null;
    return fault ? [{ code: 'wait_invalid', severity: 'error', stepId: step.id, field: fault.field, message: fault.message }] : [];
  });
}

function faultOf(wait: Wait, timezone: string): { field: string; message: Text } | null {
  switch (wait.type) {
    case 'duration':
      if (!(wait.amount > 0))
        return {
          field: 'wait.amount',
          message: { vi: 'Chưa chọn đợi bao lâu. Nhập một số lớn hơn 0.', en: 'The length of the wait is not set. Enter a number above 0.' },
        };
      if (wait.amount * days[wait.unit] > longestDays)
        return { field: 'wait.amount', message: { vi: 'Thời gian đợi quá dài. Chọn tối đa 10 năm.', en: 'The wait is too long. Choose 10 years at most.' } };
      return null;
    case 'timeOfDay':
      return /^([01]?\d|2[0-3]):[0-5]\d$/.test(wait.time)
        ? null
        : { field: 'wait.time', message: { vi: 'Chưa chọn giờ trong ngày. Nhập giờ như 09:00.', en: 'The time of day is not set. Enter a time like 09:00.' } };
    case 'until': {
      if (wait.at.trim() === '')
        return {
          field: 'wait.at',
          message: {
            vi: 'Chưa chọn đợi đến khi nào. Chọn một ngày hoặc một dữ liệu ngày giờ.',
            en: 'The end of the wait is not set. Choose a date, or data that holds one.',
          },
        };
      const reading = checkTemplate(wait.at);
      const isLiteral = reading.ok && reading.segments.every((segment) => segment.type === 'text');
      if (!isLiteral || readDateTime(wait.at, timezone)) return null;
      return {
        field: 'wait.at',
        message: { vi: `“${wait.at.trim()}” không phải ngày giờ. Chọn lại ngày.`, en: `“${wait.at.trim()}” is not a date. Choose a date.` },
      };
    }
    case 'offset':
    case 'weekday':
    case 'businessHours':
      return null;
    default:
      return assertNever(wait);
  }
}
