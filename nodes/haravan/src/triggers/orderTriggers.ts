import { defineTrigger } from '@noi/node-sdk';
import { haravanShop } from '../connection.ts';
import { ordersPoll } from '../poll/ordersPoll.ts';
import { haravanWebhook } from '../webhook/haravanWebhook.ts';

const ofHaravan = { version: 1, source: 'haravan', connection: haravanShop, webhook: haravanWebhook, poll: ordersPoll } as const;

/** A new order, from the website, a marketplace or the till. */
export const orderCreated = defineTrigger({
  ...ofHaravan,
  id: 'haravan.orderCreated',
  event: 'order.created',
  title: { vi: 'Haravan: có đơn hàng mới', en: 'Haravan: order created' },
  summary: { vi: 'Khi shop Haravan có đơn hàng mới', en: 'When the Haravan shop gets an order' },
  keywords: ['đặt hàng', 'mua hàng', 'order', 'don moi'],
});

/** Any change: confirmed, handed to the carrier, paid, note or tags edited. */
export const orderUpdated = defineTrigger({
  ...ofHaravan,
  id: 'haravan.orderUpdated',
  event: 'order.updated',
  title: { vi: 'Haravan: đơn hàng thay đổi', en: 'Haravan: order updated' },
  summary: { vi: 'Khi đơn hàng ở Haravan được sửa hoặc đổi trạng thái', en: 'When an order in Haravan is edited or changes state' },
  keywords: ['cập nhật', 'xác nhận', 'update'],
});

/** Full payment, whatever way. */
export const orderPaid = defineTrigger({
  ...ofHaravan,
  id: 'haravan.orderPaid',
  event: 'payment.received',
  title: { vi: 'Haravan: đơn hàng đã trả tiền', en: 'Haravan: order paid' },
  summary: { vi: 'Khi đơn hàng ở Haravan được trả đủ tiền', en: 'When an order in Haravan is paid in full' },
  keywords: ['thanh toán', 'chuyển khoản', 'paid'],
});

export const orderCancelled = defineTrigger({
  ...ofHaravan,
  id: 'haravan.orderCancelled',
  event: 'order.cancelled',
  title: { vi: 'Haravan: đơn hàng bị huỷ', en: 'Haravan: order cancelled' },
  summary: { vi: 'Khi đơn hàng ở Haravan bị huỷ', en: 'When an order in Haravan is cancelled' },
  keywords: ['hủy', 'cancel'],
});
