import { defineTrigger } from '@noi/node-sdk';

export const orderUpdated = defineTrigger({
  id: 'core.orderUpdated',
  version: 1,
  event: 'order.updated',
  title: { vi: 'Đơn hàng thay đổi', en: 'Order updated' },
  summary: { vi: 'Khi đơn hàng ở bất kỳ nguồn bán nào thay đổi', en: 'When an order changes in any shop system' },
  keywords: ['đơn hàng', 'cập nhật', 'order'],
});
