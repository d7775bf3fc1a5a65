import { defineTrigger } from '@noi/node-sdk';

export const orderCancelled = defineTrigger({
  id: 'core.orderCancelled',
  version: 1,
  event: 'order.cancelled',
  title: { vi: 'Đơn hàng bị huỷ', en: 'Order cancelled' },
  summary: { vi: 'Khi đơn hàng ở bất kỳ nguồn bán nào bị huỷ', en: 'When an order is cancelled in any shop system' },
  keywords: ['đơn hàng', 'huỷ', 'hủy', 'cancel'],
});
