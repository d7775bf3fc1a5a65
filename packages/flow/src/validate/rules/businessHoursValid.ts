import type { Text } from '@noi/node-sdk';
import { DateTime } from 'luxon';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

const time = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Opening hours open at least once a week, never end before they begin, and holidays are days. */
export function businessHoursValid({ graph }: Draft): readonly Issue[] {
  const { businessHours } = graph.settings;
  if (!businessHours) return [];
  const issue = (field: string, message: Text): Issue => ({
    code: 'business_hours_invalid',
    severity: 'error',
    field: `settings.businessHours.${field}`,
    message,
  });
  const never = businessHours.open.length > 0 ? [] : [issue('open', noHours)];
  const hours = businessHours.open.flatMap(({ from, to }, index) =>
    time.test(from) && time.test(to) && from < to ? [] : [issue(`open.${index}`, wrongHours)],
  );
  const holidays = businessHours.holidays.flatMap((day, index) =>
    /^\d{4}-\d{2}-\d{2}$/.test(day) && DateTime.fromISO(day, { zone: 'utc' }).isValid
      ? []
      : [issue(`holidays.${index}`, { vi: `“${day}” không phải ngày nghỉ hợp lệ. Chọn lại ngày.`, en: `“${day}” is not a date. Choose the day again.` })],
  );
  return [...never, ...hours, ...holidays];
}

const noHours: Text = {
  vi: 'Giờ mở cửa chưa có ngày nào. Thêm ít nhất một khung giờ trong cài đặt quy trình.',
  en: 'The shop is never open. Add at least one span of hours in the flow’s settings.',
};
const wrongHours: Text = {
  vi: 'Khung giờ mở cửa chưa đúng. Nhập giờ mở trước giờ đóng, như 08:00 và 21:00.',
  en: 'These opening hours are not right. Enter an opening time before the closing time, like 08:00 and 21:00.',
};
