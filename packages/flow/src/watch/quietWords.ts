import type { EventType, Text } from '@noi/events';

export interface Silence {
  readonly quietHours: number;
  readonly usualPerDay: number;
  /** What is waited for in vain. */
  readonly event?: EventType | undefined;
}

const anything: Text = { vi: 'sự kiện', en: 'events' };

/** As people count them: “40 đơn”. */
const nouns: { readonly [event in EventType]?: Text } = {
  'order.created': { vi: 'đơn', en: 'orders' },
  'order.cancelled': { vi: 'đơn huỷ', en: 'cancelled orders' },
  'order.delivered': { vi: 'đơn giao xong', en: 'deliveries' },
  'shipment.created': { vi: 'kiện hàng', en: 'parcels' },
  'payment.received': { vi: 'khoản thanh toán', en: 'payments' },
  'message.replied': { vi: 'tin khách trả lời', en: 'replies' },
  'customer.rated': { vi: 'đánh giá', en: 'ratings' },
};

/** One line about a trigger that went quiet, for where there is room for one. */
export function quietWords({ quietHours, usualPerDay, event }: Silence): Text {
  const { vi, en } = (event && nouns[event]) ?? anything;
  return { vi: `${quietHours} giờ chưa có ${vi}, thường ${usualPerDay} ${vi}/ngày`, en: `No ${en} for ${quietHours} hours, usually ${usualPerDay} a day` };
}
