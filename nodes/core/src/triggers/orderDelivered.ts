import { defineTrigger } from '@noi/node-sdk';

export const orderDelivered = defineTrigger({
  id: 'core.orderDelivered',
  version: 1,
  event: 'order.delivered',
  title: { vi: 'Đơn hàng giao xong', en: 'Order delivered' },
  summary: {
    vi: 'Khi kiện hàng cuối của đơn đã đến tay khách, dù shop hay đơn vị vận chuyển báo',
    en: 'When the last parcel of an order has reached the customer, whoever reports it',
  },
  keywords: ['đơn hàng', 'giao hàng', 'giao xong', 'delivered', 'nhận hàng'],
});
