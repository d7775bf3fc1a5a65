import type { Text } from '@noi/node-sdk';
import type { QuietHours } from '../../graph/FlowGraph.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

const time = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Quiet hours have a beginning and an end, and leave some of the day to send in. */
export function quietHoursValid({ graph }: Draft): readonly Issue[] {
  const { quietHours } = graph.settings;
  const message = quietHours && faultOf(quietHours);
  return message ? [{ code: 'quiet_hours_invalid', severity: 'error', field: 'settings.quietHours', message }] : [];
}

function faultOf({ from, to }: QuietHours): Text | null {
  if (!time.test(from) || !time.test(to)) {
    return {
      vi: 'Giờ yên lặng chưa đủ. Nhập giờ bắt đầu và giờ kết thúc như 22:00 trong cài đặt quy trình.',
      en: 'The quiet hours are not complete. Enter their beginning and end like 22:00 in the flow’s settings.',
    };
  }
  if (from !== to) return null;
  return {
    vi: 'Giờ yên lặng bắt đầu và kết thúc cùng một lúc. Chọn hai giờ khác nhau trong cài đặt quy trình.',
    en: 'The quiet hours begin and end at the same time. Choose two different times in the flow’s settings.',
  };
}
