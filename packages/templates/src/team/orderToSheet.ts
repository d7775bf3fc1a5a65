import { ordered, storyStart } from '../draw/data.ts';
import { drawGraph } from '../draw/drawGraph.ts';
import { act, when } from '../draw/steps.ts';
import type { Template } from '../Template.ts';
import { demoSheet } from './demoSheet.ts';

/** Every order is a row. */
export const orderToSheet: Template = {
  id: 'order-to-sheet',
  title: { vi: 'Ghi đơn hàng vào Google Trang tính', en: 'Write orders into Google Sheets' },
  summary: {
    vi: 'Mỗi đơn mới thành một dòng trong trang tính: ngày, mã đơn, khách, điện thoại, tổng tiền, ghi chú. Đổi sang trang tính của shop trước khi bật chạy.',
    en: 'Each new order becomes a row: date, code, customer, phone, total, note. Choose your own spreadsheet before you publish.',
  },
  category: 'team',
  tags: ['trang tính', 'google sheets', 'excel', 'sổ đơn'],
  packages: ['core', 'googlesheets'],
  graph: drawGraph({
    steps: [
      when('ordered', 'core.orderCreated'),
      act(
        'write',
        'googlesheets.appendRow',
        {
          ...demoSheet.place('Đơn hàng'),
          row: {
            'Ngày đặt': '{{ trigger.order.createdAt | datetime }}',
            'Mã đơn': '{{ trigger.order.code }}',
            Khách: '{{ trigger.order.customer.name | fallback: "" }}',
            'Điện thoại': '{{ trigger.order.customer.phone | fallback: "" }}',
            'Tổng tiền': '{{ trigger.order.total }}',
            'Ghi chú': '{{ trigger.order.note | fallback: "" }}',
          },
        },
        { dynamic: demoSheet.fields('Đơn hàng') },
      ),
    ],
    wires: [['ordered', 'write']],
  }),
  story: {
    scenario: { event: ordered(), startAt: storyStart, days: 1, events: [], approve: 'approved' },
    expects: [
      { type: 'passes', stepId: 'write' },
      { type: 'messages', is: 'exactly', count: 0 },
      { type: 'ends', state: 'done' },
    ],
  },
};
