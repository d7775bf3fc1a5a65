import { after, delivered, nameOf, storyStart } from '../draw/data.ts';
import { drawGraph } from '../draw/drawGraph.ts';
import { rest, sendZns, when } from '../draw/steps.ts';
import { znsTemplates } from '../draw/znsTemplates.ts';
import type { Template } from '../Template.ts';

/** The main job: delivered → three days → a ZNS that asks for stars. */
export const reviewAfterDelivery: Template = {
  id: 'review-after-delivery',
  title: { vi: 'Mời đánh giá sau khi giao hàng', en: 'Ask for a review after delivery' },
  summary: {
    vi: 'Đơn hàng giao xong, đợi 3 ngày rồi gửi tin Zalo mời khách chấm sao.',
    en: 'Three days after an order is delivered, a Zalo message asks the customer for stars.',
  },
  category: 'care',
  tags: ['đánh giá', 'chấm sao', 'review', 'zns'],
  packages: ['core', 'zalo'],
  graph: drawGraph({
    steps: [
      when('delivered', 'core.orderDelivered'),
      rest('wait', { type: 'duration', amount: 3, unit: 'days' }),
      sendZns('askReview', {
        phone: '{{ trigger.customer.phone }}',
        template: znsTemplates.review,
        data: { customer_name: nameOf('trigger.customer.name'), order_code: '{{ trigger.order.code }}' },
      }),
    ],
    wires: [
      ['delivered', 'wait'],
      ['wait', 'askReview'],
    ],
  }),
  story: {
    scenario: { event: delivered(), startAt: storyStart, days: 7, events: [], approve: 'approved' },
    expects: [
      { type: 'messageTime', stepId: 'askReview', is: 'at', afterMinutes: after.days(3) },
      { type: 'messages', channel: 'zalo', is: 'exactly', count: 1 },
      { type: 'ends', state: 'done' },
    ],
  },
};
