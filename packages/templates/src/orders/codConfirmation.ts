import { after, nameOf, ordered, replied, staffEmail, storyStart } from '../draw/data.ts';
import { drawGraph } from '../draw/drawGraph.ts';
import { act, all, check, choose, hours, sendEmail, sendZns, stop, untilEvent, when } from '../draw/steps.ts';
import { znsTemplates } from '../draw/znsTemplates.ts';
import type { Template } from '../Template.ts';

/** Asks who pays on delivery to confirm; who says no, or nothing, is called by a person. */
export const codConfirmation: Template = {
  id: 'cod-confirmation',
  title: { vi: 'Xác nhận đơn thu hộ (COD)', en: 'Confirm cash-on-delivery orders' },
  summary: {
    vi: 'Đơn chưa thanh toán thì gửi tin Zalo xin xác nhận. Khách đồng ý thì gắn thẻ cho đơn Haravan; khách muốn huỷ hoặc 12 giờ không trả lời thì báo nhân viên gọi lại.',
    en: 'Unpaid orders are confirmed over Zalo. A yes tags the Haravan order; a no, or 12 hours of silence, asks staff to call.',
  },
  category: 'orders',
  tags: ['cod', 'thu hộ', 'xác nhận đơn', 'bom hàng', 'zns'],
  packages: ['core', 'zalo', 'haravan'],
  graph: drawGraph({
    steps: [
      when('ordered', 'core.orderCreated'),
      check('unpaid', 'Đơn chưa thanh toán', all({ field: 'trigger.order.paid', operator: '=', value: false })),
      sendZns('ask', {
        phone: '{{ trigger.order.customer.phone }}',
        template: znsTemplates.confirmCod,
        data: { customer_name: nameOf('trigger.order.customer.name'), order_code: '{{ trigger.order.code }}', amount: '{{ trigger.order.total }}' },
      }),
      untilEvent('answer', { name: 'Đợi khách trả lời', node: 'zalo.messageReceived', belongs: 'customer', timeout: hours(12) }),
      choose('decision', 'Khách trả lời thế nào', [
        { id: 'confirmed', label: 'Xác nhận', rule: all({ field: 'steps.answer.message.text', operator: 'contains', value: 'xác nhận', ignoreMarks: true }) },
        { id: 'cancelled', label: 'Huỷ đơn', rule: all({ field: 'steps.answer.message.text', operator: 'contains', value: 'huỷ', ignoreMarks: true }) },
      ]),
      act('mark', 'haravan.addOrderTags', { orderId: '{{ trigger.order.externalId }}', tags: 'đã xác nhận COD' }),
      sendEmail('tellCancel', {
        name: 'Báo nhân viên: khách muốn huỷ',
        to: staffEmail,
        subject: 'Khách muốn huỷ đơn {{ trigger.order.code }}',
        body: [
          '{{ trigger.order.customer.name | fallback: "Khách" }} ({{ trigger.order.customer.phone | phone | fallback: "không có số" }}) muốn huỷ đơn {{ trigger.order.code }}, {{ trigger.order.total | money }}.',
          'Anh/chị gọi lại để hỏi lý do trước khi huỷ đơn.',
        ],
      }),
      sendEmail('tellUnclear', {
        name: 'Báo nhân viên: câu trả lời khác',
        to: staffEmail,
        subject: 'Khách trả lời về đơn {{ trigger.order.code }}',
        body: [
          '{{ trigger.order.customer.name | fallback: "Khách" }} trả lời: “{{ steps.answer.message.text | fallback: "(không có chữ)" }}”.',
          'Anh/chị xem và trả lời khách trên Zalo OA.',
        ],
      }),
      sendEmail('callThem', {
        name: 'Báo nhân viên: gọi khách',
        to: staffEmail,
        subject: 'Gọi xác nhận đơn {{ trigger.order.code }}',
        body: [
          'Sau 12 giờ {{ trigger.order.customer.name | fallback: "khách" }} chưa xác nhận đơn {{ trigger.order.code }}, {{ trigger.order.total | money }}.',
          'Số điện thoại: {{ trigger.order.customer.phone | phone | fallback: "không có" }}.',
        ],
      }),
      stop('prepaid', 'Đơn đã thanh toán, không cần xác nhận'),
    ],
    wires: [
      ['ordered', 'unpaid'],
      ['unpaid.true', 'ask'],
      ['unpaid.false', 'prepaid'],
      ['ask', 'answer'],
      ['answer', 'decision'],
      ['answer.timeout', 'callThem'],
      ['decision.confirmed', 'mark'],
      ['decision.cancelled', 'tellCancel'],
      ['decision.otherwise', 'tellUnclear'],
    ],
  }),
  story: {
    scenario: {
      event: ordered(),
      ...{ startAt: storyStart, days: 2, approve: 'approved' },
      events: [{ afterMinutes: after.minutes(30), ...replied('Xác nhận đặt hàng') }],
    },
    expects: [
      { type: 'messageTime', stepId: 'ask', is: 'at', afterMinutes: 0 },
      { type: 'passes', stepId: 'decision', port: 'confirmed' },
      { type: 'passes', stepId: 'mark' },
      { type: 'messages', is: 'exactly', count: 1 },
      { type: 'ends', state: 'done' },
    ],
  },
};
