import { z } from 'zod';
import { Key, Line, Prose } from './lengths.ts';
import { Cart, Customer, MessageFact, Order, Rating, Shipment, StockedProduct } from './payloads.ts';
import { described, type Text } from './text.ts';

const order = described(Order, { label: { vi: 'Đơn hàng', en: 'Order' } });
const shipment = described(Shipment, { label: { vi: 'Kiện hàng', en: 'Parcel' } });
const message = described(MessageFact, { label: { vi: 'Tin nhắn', en: 'Message' } });
const when = (vi: string, en: string) => described(Line, { label: { vi, en }, format: 'dateTime', sample: '2026-11-22T03:15:00.000Z' });

/** Payload schema of every business event. Names are `thing.past_participle`; payloads are provider-neutral. */
export const eventPayloads = {
  'order.created': z.object({ order }),
  'order.updated': z.object({ order }),
  'order.cancelled': z.object({ order, reason: described(Prose.optional(), { label: { vi: 'Lý do huỷ', en: 'Reason' }, sample: 'Khách đổi ý' }) }),
  'order.delivered': z.object({
    order,
    customer: described(Customer, { label: { vi: 'Khách hàng', en: 'Customer' } }),
    shipment: described(Shipment.optional(), { label: { vi: 'Kiện giao sau cùng', en: 'Last parcel' } }),
    deliveredAt: when('Giao lúc', 'Delivered at'),
  }),
  'shipment.created': z.object({ shipment }),
  'shipment.status_changed': z.object({ shipment, changedAt: when('Đổi trạng thái lúc', 'Changed at') }),
  'payment.received': z.object({
    orderCode: described(Key.optional(), { label: { vi: 'Mã đơn hàng', en: 'Order code' }, sample: '100020' }),
    amount: described(z.number(), { label: { vi: 'Số tiền', en: 'Amount' }, format: 'money', sample: 1250000 }),
    method: described(Line.optional(), { label: { vi: 'Cách trả', en: 'Method' }, sample: 'Chuyển khoản' }),
    paidAt: when('Trả lúc', 'Paid at'),
  }),
  'message.sent': z.object({ message }),
  'message.delivered': z.object({ message, deliveredAt: when('Nhận lúc', 'Delivered at') }),
  'message.failed': z.object({ message }),
  'message.replied': z.object({ message }),
  'customer.rated': z.object({ rating: described(Rating, { label: { vi: 'Đánh giá', en: 'Rating' } }) }),
  'cart.abandoned': z.object({
    cart: described(Cart, { label: { vi: 'Giỏ hàng', en: 'Cart' } }),
    customer: described(Customer, { label: { vi: 'Khách hàng', en: 'Customer' } }),
    abandonedAt: when('Rời giỏ lúc', 'Left at'),
  }),
  'form.submitted': z.object({
    form: described(
      z.object({
        name: described(Line, { label: { vi: 'Tên biểu mẫu', en: 'Form name' }, sample: 'Đăng ký tư vấn' }),
        url: described(Prose.optional(), {
          label: { vi: 'Trang có biểu mẫu', en: 'Page of the form' },
          format: 'url',
          sample: 'https://example.com/tu-van',
        }),
      }),
      { label: { vi: 'Biểu mẫu', en: 'Form' } },
    ),
    customer: described(Customer, { label: { vi: 'Khách hàng', en: 'Customer' } }),
    fields: described(z.record(z.string(), z.string()), { label: { vi: 'Các ô khách điền', en: 'Fields filled in' }, sample: { ghi_chu: 'Cần tư vấn size' } }),
  }),
  'stock.ran_low': z.object({
    product: described(StockedProduct, { label: { vi: 'Mặt hàng', en: 'Product' } }),
    left: described(z.number(), { label: { vi: 'Số còn lại', en: 'Left' }, sample: 3 }),
    warehouse: described(Line.optional(), { label: { vi: 'Kho', en: 'Warehouse' }, sample: 'Kho Quận 1' }),
  }),
  'webhook.received': z.object({
    body: described(z.unknown(), { label: { vi: 'Nội dung gửi đến', en: 'Body' }, format: 'json', sample: { ten: 'Lan', sdt: '0912345678' } }),
    query: described(z.record(z.string(), z.string()), { label: { vi: 'Tham số', en: 'Query' } }),
  }),
  'flow.started_by_hand': z.object({
    flowId: described(Key, { label: { vi: 'Quy trình', en: 'Flow' } }),
    startedBy: described(Line.optional(), { label: { vi: 'Người bấm chạy', en: 'Started by' }, sample: 'Chủ shop' }),
    note: described(Prose.optional(), { label: { vi: 'Ghi chú', en: 'Note' }, sample: 'Chạy thử' }),
    input: described(z.record(z.string(), z.unknown()).optional(), { label: { vi: 'Dữ liệu nhập khi chạy', en: 'Data entered at the start' } }),
  }),
  'flow.called': z.object({
    flowId: described(Key, { label: { vi: 'Quy trình', en: 'Flow' } }),
    input: described(z.record(z.string(), z.unknown()), { label: { vi: 'Dữ liệu nhận được', en: 'Data handed over' }, sample: {} }),
    calledBy: described(
      z.object({
        flowId: described(Key, { label: { vi: 'Quy trình gọi', en: 'Calling flow' }, sample: '0199aa00-0000-7000-8000-000000000001' }),
        runId: described(Key, { label: { vi: 'Lượt chạy gọi', en: 'Calling run' }, sample: '0199aa00-0000-7000-8000-000000000002' }),
      }),
      { label: { vi: 'Nơi gọi', en: 'Called by' } },
    ),
  }),
  'schedule.due': z.object({
    flowId: described(Key, { label: { vi: 'Quy trình', en: 'Flow' } }),
    dueAt: when('Giờ hẹn', 'Due at'),
    localTime: described(Line, { label: { vi: 'Giờ hẹn theo giờ của shop', en: 'Due time on the shop’s clock' }, sample: '22/11/2026 09:00' }),
    previousDueAt: described(Line.optional(), {
      label: { vi: 'Giờ hẹn lần trước', en: 'Previous due time' },
      format: 'dateTime',
      sample: '2026-11-21T02:00:00.000Z',
    }),
  }),
  'broadcast.recipient': z.object({
    flowId: described(Key, { label: { vi: 'Quy trình', en: 'Flow' } }),
    broadcastId: described(Key, { label: { vi: 'Đợt gửi', en: 'Broadcast' }, sample: '0193a1c2-0000-7000-8000-000000000000' }),
    row: described(z.record(z.string(), z.string()), {
      label: { vi: 'Dòng trong danh sách', en: 'Row of the list' },
      sample: { ten: 'Lan', soDienThoai: '+84912345678' },
    }),
    index: described(z.number().int(), { label: { vi: 'Thứ tự trong danh sách', en: 'Place in the list' }, sample: 1 }),
    total: described(z.number().int(), { label: { vi: 'Tổng số dòng', en: 'Rows in all' }, sample: 250 }),
    customer: described(Customer.optional(), { label: { vi: 'Khách hàng', en: 'Customer' } }),
  }),
} as const;

export type EventType = keyof typeof eventPayloads;
export type EventPayload<T extends EventType> = z.infer<(typeof eventPayloads)[T]>;
export const EventType = z.enum(Object.keys(eventPayloads) as [EventType, ...EventType[]]);

/** How each event is called in front of people. */
export const eventLabels: Record<EventType, Text> = {
  'order.created': { vi: 'Có đơn hàng mới', en: 'Order created' },
  'order.updated': { vi: 'Đơn hàng thay đổi', en: 'Order updated' },
  'order.cancelled': { vi: 'Đơn hàng bị huỷ', en: 'Order cancelled' },
  'order.delivered': { vi: 'Đơn hàng giao xong', en: 'Order delivered' },
  'shipment.created': { vi: 'Có kiện hàng mới', en: 'Parcel created' },
  'shipment.status_changed': { vi: 'Kiện hàng đổi trạng thái', en: 'Parcel status changed' },
  'payment.received': { vi: 'Đã nhận tiền', en: 'Payment received' },
  'message.sent': { vi: 'Tin đã gửi', en: 'Message sent' },
  'message.delivered': { vi: 'Tin đã đến máy khách', en: 'Message delivered' },
  'message.failed': { vi: 'Tin gửi hỏng', en: 'Message failed' },
  'message.replied': { vi: 'Khách trả lời tin', en: 'Customer replied' },
  'customer.rated': { vi: 'Khách đánh giá', en: 'Customer rated' },
  'cart.abandoned': { vi: 'Khách bỏ quên giỏ hàng', en: 'Cart abandoned' },
  'form.submitted': { vi: 'Khách gửi biểu mẫu', en: 'Form submitted' },
  'stock.ran_low': { vi: 'Hàng sắp hết', en: 'Stock ran low' },
  'webhook.received': { vi: 'Có dữ liệu gửi đến webhook', en: 'Webhook received' },
  'flow.started_by_hand': { vi: 'Bấm chạy tay', en: 'Started by hand' },
  'flow.called': { vi: 'Được quy trình khác gọi', en: 'Called by another flow' },
  'schedule.due': { vi: 'Đến giờ hẹn', en: 'Scheduled time' },
  'broadcast.recipient': { vi: 'Một dòng trong danh sách gửi', en: 'Row of a broadcast' },
};

/** What a provider's `parse` yields: one fact, named by the source so that a repeat is recognised. */
export interface ParsedEvent<T extends EventType = EventType> {
  readonly type: T;
  /** Unique per workspace and source; a repeated delivery carries the same one. At most 500 characters. */
  readonly externalId: string;
  /** ISO 8601, when it happened at the source. */
  readonly occurredAt: string;
  readonly payload: EventPayload<T>;
}

/** One recorded business event. `id` is a UUIDv7, so ids sort by arrival. Distributes over its type. */
export type BusinessEvent<T extends EventType = EventType> = T extends EventType
  ? {
      readonly id: string;
      readonly workspaceId: string;
      readonly type: T;
      /** Package id of the source (`haravan`, `ghn`), `api`, or `noi` for events that the product derives. */
      readonly source: string;
      readonly connectionId: string | null;
      readonly externalId: string;
      readonly occurredAt: string;
      readonly receivedAt: string;
      readonly payload: EventPayload<T>;
      /** W3C trace context of what brought it, where traces are exported. */
      readonly trace?: string;
    }
  : never;
