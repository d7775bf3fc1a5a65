import type { Text } from '@noi/node-sdk';
import type { Schedule } from './Schedule.ts';

const weekdays: readonly Text[] = [
  { vi: 'Thứ Hai', en: 'Monday' },
  { vi: 'Thứ Ba', en: 'Tuesday' },
  { vi: 'Thứ Tư', en: 'Wednesday' },
  { vi: 'Thứ Năm', en: 'Thursday' },
  { vi: 'Thứ Sáu', en: 'Friday' },
  { vi: 'Thứ Bảy', en: 'Saturday' },
  { vi: 'Chủ nhật', en: 'Sunday' },
];

/** A schedule as people say it: `Hằng ngày lúc 09:00`; `null` while its form is not filled in. Whether it is sound is for `readSchedule` to say. */
export function scheduleWords(input: Readonly<Record<string, unknown>>): Text | null {
  const { repeat, everyMinutes, minute = 0, time, weekdays: chosen, dayOfMonth, cron } = input;
  const hasTime = typeof time === 'string' && time !== '';
  switch (repeat as Schedule['repeat']) {
    case 'everyMinutes':
      if (typeof everyMinutes !== 'number') return null;
      return { vi: `Cứ ${everyMinutes} phút một lần`, en: `Every ${everyMinutes === 1 ? 'minute' : `${everyMinutes} minutes`}` };
    case 'hourly':
      return { vi: `Hằng giờ, phút thứ ${minute}`, en: `Hourly, at minute ${minute}` };
    case 'daily':
      return hasTime ? { vi: `Hằng ngày lúc ${time}`, en: `Daily at ${time}` } : null;
    case 'weekly': {
      const days = weekdays.filter((_, index) => Array.isArray(chosen) && chosen.includes(index + 1));
      if (!hasTime || days.length === 0) return null;
      return { vi: `${days.map(({ vi }) => vi).join(', ')} lúc ${time}`, en: `${days.map(({ en }) => en).join(', ')} at ${time}` };
    }
    case 'monthly':
      if (!hasTime || (typeof dayOfMonth !== 'string' && typeof dayOfMonth !== 'number')) return null;
      return {
        vi: `${dayOfMonth === 'last' ? 'Ngày cuối tháng' : `Ngày ${dayOfMonth} hằng tháng`} lúc ${time}`,
        en: `${dayOfMonth === 'last' ? 'Last day of the month' : `Day ${dayOfMonth} of each month`} at ${time}`,
      };
    case 'cron':
      return typeof cron === 'string' && cron.trim() !== '' ? { vi: `Theo lịch cron ${cron.trim()}`, en: `By cron ${cron.trim()}` } : null;
    default:
      return null;
  }
}
