import { after, anOrder, nameOf, ordered, staffEmail, storyStart } from '../draw/data.ts';
import { drawGraph } from '../draw/drawGraph.ts';
import { all, check, days, sendEmail, sendZns, stop, untilEvent, when } from '../draw/steps.ts';
import { znsTemplates } from '../draw/znsTemplates.ts';
import { happening, type Template } from '../Template.ts';

/** Says that the money came; after three days without it, staff are told. */
export const paymentReceived: Template = {
  id: 'payment-received',
  title: { vi: 'Báo đã nhận thanh toán', en: 'Say that a payment came' },
  summary: {
    vi: 'Đơn chưa trả tiền thì đợi tiền về rồi gửi tin Zalo xác nhận đã nhận. Sau 3 ngày chưa thấy tiền thì nhắc nhân viên kiểm tra.',
    en: 'When the money for an order arrives, Zalo tells the customer. After 3 days without it, staff are asked to look.',
  },
  category: 'orders',
  tags: ['thanh toán', 'chuyển khoản', 'đã nhận tiền', 'payment', 'zns'],
  packages: ['core', 'zalo'],
  graph: drawGraph({
    settings: { goal: { node: 'core.orderCancelled', nodeVersion: 1, belongs: 'order' } },
    steps: [
      when('ordered', 'core.orderCreated'),
      check('unpaid', 'Đơn chưa thanh toán', all({ field: 'trigger.order.paid', operator: '=', value: false })),
      untilEvent('paid', { name: 'Đợi tiền về', node: 'core.paymentReceived', belongs: 'order', timeout: days(3) }),
      sendZns('confirm', {
        phone: '{{ trigger.order.customer.phone }}',
        template: znsTemplates.paid,
        data: { customer_name: nameOf('trigger.order.customer.name'), order_code: '{{ trigger.order.code }}', amount: '{{ steps.paid.amount }}' },
      }),
      sendEmail('remind', {
        name: 'Nhắc nhân viên kiểm tra',
        to: staffEmail,
        subject: 'Đơn {{ trigger.order.code }} chưa có tiền về',
        body: [
          'Sau 3 ngày đơn {{ trigger.order.code }} ({{ trigger.order.total | money }}) vẫn chưa ghi nhận thanh toán.',
          'Khách: {{ trigger.order.customer.name | fallback: "chưa rõ tên" }}, {{ trigger.order.customer.phone | phone | fallback: "không có số" }}.',
        ],
      }),
      stop('prepaid', 'Đơn đã thanh toán khi đặt'),
    ],
    wires: [
      ['ordered', 'unpaid'],
      ['unpaid.true', 'paid'],
      ['unpaid.false', 'prepaid'],
      ['paid', 'confirm'],
      ['paid.timeout', 'remind'],
    ],
  }),
  story: {
    scenario: {
      event: ordered(),
      ...{ startAt: storyStart, days: 4, approve: 'approved' },
      events: [
        {
          afterMinutes: after.minutes(20),
          ...happening('payment.received', { orderCode: anOrder.code, amount: anOrder.total, method: 'Chuyển khoản', paidAt: '2026-11-22T03:20:00.000Z' }),
        },
      ],
    },
    expects: [
      { type: 'messageTime', stepId: 'confirm', is: 'at', afterMinutes: after.minutes(20) },
      { type: 'neverReaches', stepId: 'remind' },
      { type: 'ends', state: 'done' },
    ],
  },
};
