import { assertNever } from '@noi/errors';
import type { Text } from '@noi/node-sdk';
import type { FlowSettings, Wait } from '../../graph/FlowGraph.ts';
import { readDateTime } from '../../template/filters.ts';
import { checkTemplate } from '../../template/parseTemplate.ts';
import { isTooLong } from '../checkSpan.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

const timeOfDay = /^([01]?\d|2[0-3]):[0-5]\d$/;

type Fault = Pick<Issue, 'code' | 'message'> & { readonly field: string };

/** A wait says until when. */
export function waitsValid({ steps, graph }: Draft): readonly Issue[] {
  return steps.flatMap((step): Issue[] => {
    const fault = step.kind === 'wait' ? faultOf(step.wait, graph.settings) : null;
    return fault ? [{ ...fault, severity: 'error', stepId: step.id }] : [];
  });
}

function faultOf(wait: Wait, { timezone, businessHours }: FlowSettings): Fault | null {
  switch (wait.type) {
    case 'duration':
      if (!(wait.amount > 0))
        return fault('amount', { vi: 'Chưa chọn đợi bao lâu. Nhập một số lớn hơn 0.', en: 'The length of the wait is not set. Enter a number above 0.' });
      return isTooLong(wait) ? fault('amount', tooLong) : null;
    case 'timeOfDay':
      return timeFault(wait.time);
    case 'until':
      return dateFault(wait.at, timezone);
    case 'offset':
      if (!Number.isFinite(wait.amount) || isTooLong(wait)) return fault('amount', tooLong);
      return dateFault(wait.at, timezone) ?? (wait.time === undefined ? null : timeFault(wait.time));
    case 'weekday':
      if (wait.days.length === 0)
        return fault('days', { vi: 'Chưa chọn ngày trong tuần. Chọn ít nhất một ngày.', en: 'No weekday is chosen. Choose at least one.' });
      return timeFault(wait.time);
    case 'businessHours':
      return businessHours ? null : { ...fault('type', noHours), code: 'business_hours_missing' };
    default:
      return assertNever(wait);
  }
}

function timeFault(time: string): Fault | null {
  if (timeOfDay.test(time)) return null;
  return fault('time', { vi: 'Chưa chọn giờ trong ngày. Nhập giờ như 09:00.', en: 'The time of day is not set. Enter a time like 09:00.' });
}

function dateFault(at: string, timezone: string): Fault | null {
  if (at.trim() === '') {
    return fault('at', {
      vi: 'Chưa chọn đợi đến khi nào. Chọn một ngày hoặc một dữ liệu ngày giờ.',
      en: 'The end of the wait is not set. Choose a date, or data that holds one.',
    });
  }
  const reading = checkTemplate(at);
  const isLiteral = reading.ok && reading.segments.every((segment) => segment.type === 'text');
  if (!isLiteral || readDateTime(at, timezone)) return null;
  return fault('at', { vi: `“${at.trim()}” không phải ngày giờ. Chọn lại ngày.`, en: `“${at.trim()}” is not a date. Choose a date.` });
}

function fault(field: string, message: Text): Fault {
  return { code: 'wait_invalid', field: `wait.${field}`, message };
}

const tooLong: Text = { vi: 'Thời gian đợi quá dài. Chọn tối đa 10 năm.', en: 'The wait is too long. Choose 10 years at most.' };
const noHours: Text = {
  vi: 'Quy trình chưa có giờ mở cửa. Mở cài đặt quy trình để thêm giờ mở cửa.',
  en: 'The flow has no opening hours. Open its settings to add them.',
};
