import { expect, test } from 'vitest';
import { scheduleWords } from './scheduleWords.ts';

test.each([
  [{ repeat: 'everyMinutes', everyMinutes: 15 }, 'Cứ 15 phút một lần | Every 15 minutes'],
  [{ repeat: 'hourly' }, 'Hằng giờ, phút thứ 0 | Hourly, at minute 0'],
  [{ repeat: 'daily', time: '09:00' }, 'Hằng ngày lúc 09:00 | Daily at 09:00'],
  [{ repeat: 'weekly', time: '08:30', weekdays: [5, 1] }, 'Thứ Hai, Thứ Sáu lúc 08:30 | Monday, Friday at 08:30'],
  [{ repeat: 'monthly', time: '07:00', dayOfMonth: 'last' }, 'Ngày cuối tháng lúc 07:00 | Last day of the month at 07:00'],
  [{ repeat: 'monthly', time: '07:00', dayOfMonth: '15' }, 'Ngày 15 hằng tháng lúc 07:00 | Day 15 of each month at 07:00'],
  [{ repeat: 'cron', cron: ' 0 9 * * 1-5 ' }, 'Theo lịch cron 0 9 * * 1-5 | By cron 0 9 * * 1-5'],
])('%j', (input, words) => {
  const said = scheduleWords(input);
  expect(`${said?.vi} | ${said?.en}`).toBe(words);
});

test.each([
  [{}],
  [{ repeat: 'daily' }],
  [{ repeat: 'weekly', time: '08:00', weekdays: [] }],
  [{ repeat: 'monthly', time: '08:00' }],
  [{ repeat: 'cron', cron: '' }],
])('says nothing yet of %j', (input) => {
  expect(scheduleWords(input)).toBeNull();
});
