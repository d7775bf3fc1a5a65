import { after, daytime, nameOf, ordered, staffEmail, storyStart } from '../draw/data.ts';
import { drawGraph } from '../draw/drawGraph.ts';
import { days, sendEmail, sendZns, stop, untilEvent, when } from '../draw/steps.ts';
import { znsTemplates } from '../draw/znsTemplates.ts';
import type { Template } from '../Template.ts';

/** After five days without delivery the customer hears it from the shop first. */
export const lateParcel: Template = {
  id: 'late-parcel',
  title: { vi: 'Đơn giao chậm: xin lỗi khách trước', en: 'Late parcel: apologise first' },
  summary: {
    vi: 'Sau 5 ngày đơn chưa giao xong thì gửi tin Zalo xin lỗi khách và báo nhân viên thúc đơn vị vận chuyển. Đơn huỷ thì bỏ qua.',
    en: 'An order not delivered after 5 days sends the customer an apology and asks staff to press the carrier.',
  },
  category: 'delivery',
  tags: ['giao chậm', 'trễ hàng', 'xin lỗi', 'delay', 'zns'],
  packages: ['core', 'zalo'],
  graph: drawGraph({
    settings: { goal: { node: 'core.orderCancelled', nodeVersion: 1, belongs: 'order' }, quietHours: daytime },
    steps: [
      when('ordered', 'core.orderCreated'),
      untilEvent('arrives', { name: 'Đợi đơn giao xong', node: 'core.orderDelivered', belongs: 'order', timeout: days(5) }),
      sendZns('apologise', {
        phone: '{{ trigger.order.customer.phone }}',
        template: znsTemplates.late,
        data: { customer_name: nameOf('trigger.order.customer.name'), order_code: '{{ trigger.order.code }}' },
      }),
      sendEmail('press', {
        name: 'Báo nhân viên thúc giao hàng',
        to: staffEmail,
        subject: 'Đơn {{ trigger.order.code }} giao chậm 5 ngày',
        body: [
          'Đơn {{ trigger.order.code }} của {{ trigger.order.customer.name | fallback: "khách" }} đặt {{ trigger.order.createdAt | date }} vẫn chưa giao xong. Shop đã gửi tin xin lỗi.',
          'Anh/chị liên hệ đơn vị vận chuyển. Mã vận đơn: {{ trigger.order.trackingCodes | join: ", " | fallback: "chưa có" }}.',
        ],
      }),
      stop('onTime', 'Đơn đã giao đúng hẹn'),
    ],
    wires: [
      ['ordered', 'arrives'],
      ['arrives', 'onTime'],
      ['arrives.timeout', 'apologise'],
      ['apologise', 'press'],
    ],
  }),
  story: {
    scenario: { event: ordered(), startAt: storyStart, days: 7, events: [], approve: 'approved' },
    expects: [
      { type: 'messageTime', stepId: 'apologise', is: 'at', afterMinutes: after.days(5) },
      { type: 'messages', channel: 'email', is: 'exactly', count: 1 },
      { type: 'neverReaches', stepId: 'onTime' },
      { type: 'ends', state: 'done' },
    ],
  },
};
