import { nameOf, ordered, storyStart } from '../draw/data.ts';
import { drawGraph } from '../draw/drawGraph.ts';
import { sendZns, when } from '../draw/steps.ts';
import { znsTemplates } from '../draw/znsTemplates.ts';
import type { Template } from '../Template.ts';

/** A thank-you as soon as an order comes in, from whatever shop system. */
export const orderThanks: Template = {
  id: 'order-thanks',
  title: { vi: 'Cảm ơn khách vừa đặt hàng', en: 'Thank customers for their order' },
  summary: { vi: 'Có đơn hàng mới thì gửi ngay tin Zalo cảm ơn kèm mã đơn.', en: 'Each new order is answered with a Zalo thank-you and its code.' },
  category: 'care',
  tags: ['cảm ơn', 'đơn mới', 'thanks', 'zns'],
  packages: ['core', 'zalo'],
  graph: drawGraph({
    steps: [
      when('ordered', 'core.orderCreated'),
      sendZns('thank', {
        phone: '{{ trigger.order.customer.phone }}',
        template: znsTemplates.thanks,
        data: { customer_name: nameOf('trigger.order.customer.name'), order_code: '{{ trigger.order.code }}' },
      }),
    ],
    wires: [['ordered', 'thank']],
  }),
  story: {
    scenario: { event: ordered(), startAt: storyStart, days: 1, events: [], approve: 'approved' },
    expects: [
      { type: 'messageTime', stepId: 'thank', is: 'at', afterMinutes: 0 },
      { type: 'ends', state: 'done' },
    ],
  },
};
