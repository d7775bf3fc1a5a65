import type { Template } from './Template.ts';
import { customerName, orderCode, zaloTemplate } from './zaloTemplate.ts';

/** The main job: delivered → three days → a ZNS that asks for stars. */
export const reviewAfterDelivery: Template = {
  id: 'review-after-delivery',
  title: { vi: 'Mời đánh giá sau khi giao hàng', en: 'Ask for a review after delivery' },
  summary: {
    vi: 'Đơn hàng giao xong, đợi 3 ngày rồi gửi tin Zalo mời khách chấm sao.',
    en: 'Three days after an order is delivered, a Zalo message asks the customer for stars.',
  },
  packages: ['core', 'zalo'],
  graph: {
    schema: 1,
    settings: { timezone: 'Asia/Ho_Chi_Minh' },
    steps: {
      delivered: { id: 'delivered', kind: 'trigger', node: 'core.orderDelivered', nodeVersion: 1, position: { x: 0, y: 0 }, input: {} },
      wait: { id: 'wait', kind: 'wait', position: { x: 0, y: 160 }, wait: { type: 'duration', amount: 3, unit: 'days' } },
      askReview: {
        id: 'askReview',
        kind: 'action',
        node: 'zalo.sendZns',
        nodeVersion: 1,
        position: { x: 0, y: 320 },
        input: {
          phone: '{{ trigger.customer.phone }}',
          templateId: '320001',
          templateData: { customer_name: '{{ trigger.customer.name | fallback: "bạn" }}', order_code: '{{ trigger.order.code }}' },
        },
        dynamic: zaloTemplate({ templateId: '320001', title: 'Mời đánh giá đơn hàng', params: [customerName, orderCode] }),
      },
    },
    edges: [
      { id: 'delivered-wait', from: 'delivered', port: 'next', to: 'wait' },
      { id: 'wait-askReview', from: 'wait', port: 'next', to: 'askReview' },
    ],
  },
};
