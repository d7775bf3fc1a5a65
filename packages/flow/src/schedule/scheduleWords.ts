import { assertNever } from '@noi/errors';
import type { Text } from '@noi/node-sdk';
import { readSchedule, type Schedule } from './Schedule.ts';

const weekdays: readonly Text[] = [
  { vi: 'Thứ Hai', en: 'Monday' },
  { vi: 'Thứ Ba', en: 'Tuesday' },
  { vi: 'Thứ Tư', en: 'Wednesday' },
  { vi: 'Thứ Năm', en: 'Thursday' },
  { vi: 'Thứ Sáu', en: 'Friday' },
  { vi: 'Thứ Bảy', en: 'Saturday' },
  { vi: 'Chủ nhật', en: 'Sunday' },
];

/** A schedule as people say it: `Hằng ngày lúc 09:00`; `null` while its form is not filled in. */
export function scheduleWords(input: Readonly<Record<string, unknown>>): Text | null {
  const reading = readSchedule(input);
  return reading.ok ? words(reading.schedule) : null;
}

function words(schedule: Schedule): Text {
  switch (schedule.repeat) {
    case 'everyMinutes':
      return { vi: `Cứ ${schedule.everyMinutes} phút một lần`, en: `Every ${schedule.everyMinutes === 1 ? 'minute' : `${schedule.everyMinutes} minutes`}` };
    case 'hourly':
      return { vi: `Hằng giờ, phút thứ ${schedule.minute}`, en: `Hourly, at minute ${schedule.minute}` };
    case 'daily':
      return { vi: `Hằng ngày lúc ${schedule.time}`, en: `Daily at ${schedule.time}` };
    case 'weekly': {
      const days = [...new Set(schedule.weekdays)].sort().flatMap((day) => weekdays[day - 1] ?? []);
      return { vi: `${days.map(({ vi }) => vi).join(', ')} lúc ${schedule.time}`, en: `${days.map(({ en }) => en).join(', ')} at ${schedule.time}` };
    }
    case 'monthly': {
      const isLast = schedule.dayOfMonth === 'last';
      return {
        vi: `${isLast ? 'Ngày cuối tháng' : `Ngày ${schedule.dayOfMonth} hằng tháng`} lúc ${schedule.time}`,
        en: `${isLast ? 'Last day of the month' : `Day ${schedule.dayOfMonth} of each month`} at ${schedule.time}`,
      };
    }
    case 'cron':
      return { vi: `Theo lịch cron ${schedule.cron}`, en: `By cron ${schedule.cron}` };
    default:
      return assertNever(schedule);
  }
}
