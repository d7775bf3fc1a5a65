import type { Template } from './Template.ts';
import { customerName, orderCode, zaloTemplate } from './zaloTemplate.ts';

/** A thank-you as soon as an order comes in, from whatever shop system. */
export const orderThanks: Template = {
  id: 'order-thanks',
  title: { vi: 'Cảm ơn khách vừa đặt hàng', en: 'Thank customers for their order' },
  summary: { vi: 'Có đơn hàng mới thì gửi ngay tin Zalo cảm ơn kèm mã đơn.', en: 'Each new order is answered with a Zalo thank-you and its code.' },
  packages: ['core', 'zalo'],
  graph: {
    schema: 1,
    settings: { timezone: 'Asia/Ho_Chi_Minh' },
    steps: {
      ordered: { id: 'ordered', kind: 'trigger', node: 'core.orderCreated', nodeVersion: 1, position: { x: 0, y: 0 }, input: {} },
      thank: {
        id: 'thank',
        kind: 'action',
        node: 'zalo.sendZns',
        nodeVersion: 1,
        position: { x: 0, y: 160 },
        input: {
          phone: '{{ trigger.order.customer.phone }}',
          templateId: '320003',
          templateData: { customer_name: '{{ trigger.order.customer.name | fallback: "bạn" }}', order_code: '{{ trigger.order.code }}' },
        },
        dynamic: zaloTemplate({ templateId: '320003', title: 'Cảm ơn khách hàng', params: [customerName, orderCode] }),
      },
    },
    edges: [{ id: 'ordered-thank', from: 'ordered', port: 'next', to: 'thank' }],
  },
};
