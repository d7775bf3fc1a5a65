import { expect, test } from 'vitest';
import type { Wait } from './FlowGraph.ts';
import { waitWords } from './waitWords.ts';

const labelOf = () => ({ vi: 'Ngày hẹn', en: 'Appointment' });

test.each<[Wait, string]>([
  [{ type: 'duration', amount: 1.5, unit: 'hours' }, 'Đợi 1,5 giờ | Wait 1.5 hours'],
  [{ type: 'weekday', days: [7, 1], time: '09:00' }, 'Đợi đến 09:00 Thứ Hai, Chủ nhật | Wait until 09:00 on Monday, Sunday'],
  [{ type: 'weekday', days: [], time: '09:00' }, 'Đợi đến ngày trong tuần | Wait until a weekday'],
  [
    { type: 'offset', at: '{{ trigger.at }}', direction: 'before', amount: 1, unit: 'days' },
    'Đợi đến 1 ngày trước “Ngày hẹn” | Wait until 1 day before “Appointment”',
  ],
  [{ type: 'businessHours' }, 'Đợi đến giờ mở cửa | Wait until opening hours'],
])('%j is said in words', (wait, expected) => {
  const { vi, en } = waitWords(wait, labelOf);
  expect(`${vi} | ${en}`).toBe(expected);
});
