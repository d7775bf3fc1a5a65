import { defineTrigger, described } from '@noi/node-sdk';
import { z } from 'zod';

/** Which of these fields count depends on `repeat`; whoever checks a flow says what is missing at its field. */
const input = z.object({
  repeat: described(z.enum(['everyMinutes', 'hourly', 'daily', 'weekly', 'monthly', 'cron']).default('daily'), {
    label: { vi: 'Lặp lại', en: 'Repeats' },
    choices: {
      everyMinutes: { vi: 'Cứ vài phút', en: 'Every few minutes' },
      hourly: { vi: 'Hằng giờ', en: 'Hourly' },
      daily: { vi: 'Hằng ngày', en: 'Daily' },
      weekly: { vi: 'Hằng tuần', en: 'Weekly' },
      monthly: { vi: 'Hằng tháng', en: 'Monthly' },
      cron: { vi: 'Lịch cron', en: 'Cron line' },
    },
  }),
  everyMinutes: described(z.number().int().min(1).max(10_080).optional(), {
    label: { vi: 'Số phút giữa hai lần', en: 'Minutes between two times' },
    sample: 30,
  }),
  minute: described(z.number().int().min(0).max(59).optional(), { label: { vi: 'Vào phút thứ', en: 'At minute' }, sample: 0 }),
  weekdays: described(z.array(z.number().int().min(1).max(7)).optional(), { label: { vi: 'Vào các ngày', en: 'On these days' }, sample: [1, 4] }),
  dayOfMonth: described(z.string().optional(), {
    label: { vi: 'Ngày trong tháng', en: 'Day of the month' },
    hint: { vi: 'Tháng không có ngày này thì chạy vào ngày cuối tháng.', en: 'A month without this day uses its last day.' },
    sample: '1',
  }),
  time: described(z.string().default('09:00'), { label: { vi: 'Lúc', en: 'At' }, sample: '09:00' }),
  cron: described(z.string().max(200).optional(), {
    label: { vi: 'Lịch cron', en: 'Cron line' },
    hint: {
      vi: 'Phút, giờ, ngày, tháng, thứ. Ví dụ 0 9 * * 1-5: 9 giờ sáng thứ Hai đến thứ Sáu.',
      en: 'Minute, hour, day, month, weekday. 0 9 * * 1-5 is 9 am on weekdays.',
    },
    sample: '0 9 * * 1-5',
  }),
  catchUp: described(z.enum(['last', 'all', 'none']).default('last'), {
    label: { vi: 'Giờ hẹn bị lỡ', en: 'Missed times' },
    hint: {
      vi: 'Khi quy trình tạm dừng hoặc máy chủ gián đoạn. Chạy bù nhiều nhất 1.000 lần gần nhất.',
      en: 'When the flow was paused or the server was down. At most the last 1,000 are made up for.',
    },
    choices: {
      last: { vi: 'Chạy bù một lần', en: 'Make up for one' },
      all: { vi: 'Chạy bù tất cả', en: 'Make up for all' },
      none: { vi: 'Bỏ qua', en: 'Leave out' },
    },
  }),
});

export const schedule = defineTrigger({
  id: 'core.schedule',
  version: 1,
  event: 'schedule.due',
  title: { vi: 'Đến giờ hẹn', en: 'On a schedule' },
  summary: { vi: 'Chạy theo lịch: hằng ngày, hằng tuần, cuối tháng…', en: 'Runs by the clock: daily, weekly, at the end of the month …' },
  keywords: ['lịch', 'hẹn giờ', 'định kỳ', 'hằng ngày', 'schedule', 'cron'],
  input,
});
