import { defineTrigger } from '@noi/node-sdk';

export const orderCreated = defineTrigger({
  id: 'core.orderCreated',
  version: 1,
  event: 'order.created',
  title: { vi: 'Có đơn hàng mới', en: 'Order created' },
  summary: { vi: 'Khi bất kỳ nguồn bán nào có đơn mới', en: 'When any shop system gets an order' },
  keywords: ['đơn hàng', 'đơn mới', 'order'],
});
