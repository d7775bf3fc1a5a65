import { after, nameOf, storyStart } from '../draw/data.ts';
import { drawGraph } from '../draw/drawGraph.ts';
import { rest, sendZns, when } from '../draw/steps.ts';
import { znsTemplates } from '../draw/znsTemplates.ts';
import { happening, type Template } from '../Template.ts';

const row = { ten: 'Nguyễn Thị Lan', soDienThoai: '+84912345678', sinhNhat: '25/11/2026' };

/** The shop uploads the birthdays of the month; each row waits for its day. */
export const birthday: Template = {
  id: 'birthday',
  title: { vi: 'Chúc mừng sinh nhật khách', en: 'Wish customers a happy birthday' },
  summary: {
    vi: 'Tải lên danh sách khách có sinh nhật trong tháng. Đúng 9 giờ sáng ngày sinh nhật, mỗi khách nhận một lời chúc qua Zalo.',
    en: 'Upload the month’s birthdays as a list. At 9 in the morning of the day each customer gets a wish over Zalo.',
  },
  category: 'care',
  tags: ['sinh nhật', 'birthday', 'danh sách', 'zns'],
  packages: ['core', 'zalo'],
  graph: drawGraph({
    steps: [
      when('listed', 'core.broadcast', {
        columns: [
          { key: 'ten', label: 'Tên', type: 'text' },
          { key: 'soDienThoai', label: 'Số điện thoại', type: 'phone' },
          { key: 'sinhNhat', label: 'Sinh nhật năm nay (ngày/tháng/năm)', type: 'text' },
        ],
      }),
      rest('theDay', { type: 'offset', at: '{{ trigger.row.sinhNhat }}', direction: 'after', amount: 0, unit: 'days', time: '09:00' }),
      sendZns('wish', { phone: '{{ trigger.row.soDienThoai }}', template: znsTemplates.birthday, data: { customer_name: nameOf('trigger.row.ten') } }),
    ],
    wires: [
      ['listed', 'theDay'],
      ['theDay', 'wish'],
    ],
  }),
  story: {
    scenario: {
      event: happening('broadcast.recipient', {
        ...{ flowId: 'flow', broadcastId: '0193a1c2-0000-7000-8000-000000000000', row, index: 1, total: 12 },
        customer: { name: row.ten, phone: row.soDienThoai },
      }),
      ...{ startAt: storyStart, days: 7, events: [], approve: 'approved' },
    },
    // From ten in the morning of the 22nd to nine in the morning of the 25th.
    expects: [
      { type: 'messageTime', stepId: 'wish', is: 'at', afterMinutes: after.days(2) + after.hours(23) },
      { type: 'messages', channel: 'zalo', is: 'exactly', count: 1 },
      { type: 'ends', state: 'done' },
    ],
  },
};
