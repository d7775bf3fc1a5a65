import { z } from 'zod';
import { Key, Line, Prose } from './lengths.ts';
import { described, type Text } from './text.ts';

/** A person as a source system knows them. `phone` is E.164 (`+84912345678`) when the source's number could be read, else absent and `rawPhone` keeps what came. */
export const Customer = z.object({
  name: described(Line.optional(), { label: { vi: 'Tên khách', en: 'Customer name' }, sample: 'Nguyễn Thị Lan' }),
  phone: described(Key.optional(), { label: { vi: 'Số điện thoại', en: 'Phone' }, format: 'phone', sample: '+84912345678' }),
  rawPhone: described(Line.optional(), { label: { vi: 'Số điện thoại như khách ghi', en: 'Phone as written' }, sample: '0912 345 678' }),
  email: described(Line.optional(), { label: { vi: 'Email', en: 'Email' }, format: 'email', sample: 'lan@example.com' }),
  externalId: described(Key.optional(), { label: { vi: 'Mã khách ở nguồn', en: 'Customer id at the source' }, sample: '1004567' }),
  acceptsMarketing: described(z.boolean().optional(), { label: { vi: 'Đồng ý nhận tin khuyến mãi', en: 'Agreed to offers' }, sample: true }),
});
export type Customer = z.infer<typeof Customer>;

/** A postal address as text parts; district is present only for sources that still use the three-level scheme. */
export const Address = z.object({
  name: described(Line.optional(), { label: { vi: 'Người nhận', en: 'Recipient' }, sample: 'Nguyễn Thị Lan' }),
  phone: described(Key.optional(), { label: { vi: 'SĐT người nhận', en: 'Recipient phone' }, format: 'phone', sample: '+84912345678' }),
  line: described(Line.optional(), { label: { vi: 'Số nhà, đường', en: 'Street line' }, sample: '12 Nguyễn Trãi' }),
  ward: described(Line.optional(), { label: { vi: 'Phường/Xã', en: 'Ward' }, sample: 'Phường Bến Thành' }),
  district: described(Line.optional(), { label: { vi: 'Quận/Huyện', en: 'District' }, sample: 'Quận 1' }),
  province: described(Line.optional(), { label: { vi: 'Tỉnh/Thành phố', en: 'Province' }, sample: 'TP Hồ Chí Minh' }),
});
export type Address = z.infer<typeof Address>;

/** One line of an order. Prices are whole đồng. */
export const OrderLine = z.object({
  sku: described(Key.optional(), { label: { vi: 'Mã hàng', en: 'SKU' }, sample: 'SACH-001' }),
  title: described(Line, { label: { vi: 'Tên hàng', en: 'Item' }, sample: 'Nhà giả kim' }),
  quantity: described(z.number(), { label: { vi: 'Số lượng', en: 'Quantity' }, sample: 1 }),
  price: described(z.number(), { label: { vi: 'Đơn giá', en: 'Unit price' }, format: 'money', sample: 79000 }),
});
export type OrderLine = z.infer<typeof OrderLine>;

/** What somebody put into a cart and did not order. */
export const Cart = z.object({
  externalId: described(Key.optional(), { label: { vi: 'Id ở nguồn', en: 'Id at the source' }, sample: 'gio-8841' }),
  total: described(z.number(), { label: { vi: 'Tổng tiền', en: 'Total' }, format: 'money', sample: 1250000 }),
  url: described(Prose.optional(), {
    label: { vi: 'Đường dẫn mở lại giỏ', en: 'Link back to the cart' },
    format: 'url',
    sample: 'https://example.com/gio/8841',
  }),
  lines: described(z.array(OrderLine), { label: { vi: 'Các món', en: 'Lines' } }),
});

/** What a shop sells, as far as its stock is told of. */
export const StockedProduct = z.object({
  sku: described(Key.optional(), { label: { vi: 'Mã hàng', en: 'SKU' }, sample: 'SACH-001' }),
  title: described(Line, { label: { vi: 'Tên hàng', en: 'Item' }, sample: 'Nhà giả kim' }),
});

const orderStateWords = {
  open: { vi: 'Mới', en: 'Open' },
  confirmed: { vi: 'Đã xác nhận', en: 'Confirmed' },
  fulfilled: { vi: 'Đã giao cho vận chuyển', en: 'Handed to the carrier' },
  delivered: { vi: 'Đã giao', en: 'Delivered' },
  cancelled: { vi: 'Đã huỷ', en: 'Cancelled' },
  closed: { vi: 'Đã đóng', en: 'Closed' },
};

/** An order, whatever system took it. `code` is the number people say and carriers carry, without `#`. */
export const Order = z.object({
  code: described(Key, { label: { vi: 'Mã đơn hàng', en: 'Order code' }, sample: '100020' }),
  externalId: described(Key, { label: { vi: 'Id ở nguồn', en: 'Id at the source' }, sample: '1234567890' }),
  createdAt: described(Line, { label: { vi: 'Ngày đặt', en: 'Placed at' }, format: 'dateTime', sample: '2026-11-20T02:30:00.000Z' }),
  total: described(z.number(), { label: { vi: 'Tổng tiền', en: 'Total' }, format: 'money', sample: 1250000 }),
  paid: described(z.boolean().optional(), { label: { vi: 'Đã thanh toán', en: 'Paid' }, sample: true }),
  state: described(z.enum(['open', 'confirmed', 'fulfilled', 'delivered', 'cancelled', 'closed']), {
    label: { vi: 'Trạng thái đơn', en: 'Order state' },
    sample: 'open',
    choices: orderStateWords,
  }),
  note: described(Prose.optional(), { label: { vi: 'Ghi chú', en: 'Note' }, sample: 'Giao giờ hành chính' }),
  customer: described(Customer, { label: { vi: 'Khách hàng', en: 'Customer' } }),
  address: described(Address.optional(), { label: { vi: 'Địa chỉ nhận', en: 'Delivery address' } }),
  lines: described(z.array(OrderLine), { label: { vi: 'Các món', en: 'Lines' } }),
  /** Tracking codes of the order's parcels that the shop system knows. */
  trackingCodes: described(z.array(Key).max(1_000).optional(), { label: { vi: 'Mã vận đơn', en: 'Tracking codes' } }),
});
export type Order = z.infer<typeof Order>;

/** Where a parcel is, in provider-neutral words. `delivered`, `returned`, `cancelled`, `lost` are final. */
export const ShipmentState = z.enum([
  'created',
  'picking',
  'in_transit',
  'delivering',
  'delivery_failed',
  'delivered',
  'returning',
  'returned',
  'cancelled',
  'lost',
  'exception',
  'unknown',
]);
export type ShipmentState = z.infer<typeof ShipmentState>;

/** How each state of a parcel is called in front of people. */
export const shipmentStateLabels: Readonly<Record<ShipmentState, Text>> = {
  created: { vi: 'Đã tạo vận đơn', en: 'Created' },
  picking: { vi: 'Đang lấy hàng', en: 'Picking up' },
  in_transit: { vi: 'Đang vận chuyển', en: 'In transit' },
  delivering: { vi: 'Đang giao', en: 'Out for delivery' },
  delivery_failed: { vi: 'Giao chưa được', en: 'Delivery failed' },
  delivered: { vi: 'Đã giao', en: 'Delivered' },
  returning: { vi: 'Đang hoàn hàng', en: 'Returning' },
  returned: { vi: 'Đã hoàn hàng', en: 'Returned' },
  cancelled: { vi: 'Đã huỷ', en: 'Cancelled' },
  lost: { vi: 'Thất lạc', en: 'Lost' },
  exception: { vi: 'Có sự cố', en: 'Exception' },
  unknown: { vi: 'Chưa rõ', en: 'Unknown' },
};

/** One parcel at a carrier. `orderCode` is the shop's own code that the carrier was given. */
export const Shipment = z.object({
  trackingCode: described(Key, { label: { vi: 'Mã vận đơn', en: 'Tracking code' }, sample: 'L8BGNP' }),
  orderCode: described(Key.optional(), { label: { vi: 'Mã đơn hàng', en: 'Order code' }, sample: '100020' }),
  carrier: described(Line, { label: { vi: 'Đơn vị vận chuyển', en: 'Carrier' }, sample: 'GHN' }),
  state: described(ShipmentState, { label: { vi: 'Trạng thái giao', en: 'Shipment state' }, sample: 'delivered', choices: shipmentStateLabels }),
  rawState: described(Line.optional(), { label: { vi: 'Trạng thái ở nguồn', en: 'State at the source' }, sample: 'delivered' }),
  cod: described(z.number().optional(), { label: { vi: 'Thu hộ (COD)', en: 'COD' }, format: 'money', sample: 1250000 }),
  reason: described(Prose.optional(), { label: { vi: 'Lý do', en: 'Reason' }, sample: '' }),
});
export type Shipment = z.infer<typeof Shipment>;

/** A message that the product sent, or an answer to one, as its receipts tell it. Found again by `messageId` at the provider or by our `trackingId`. */
export const MessageFact = z.object({
  channel: described(z.enum(['zalo', 'sms', 'email', 'messenger', 'push']), {
    label: { vi: 'Kênh', en: 'Channel' },
    sample: 'zalo',
    choices: {
      zalo: { vi: 'Zalo', en: 'Zalo' },
      sms: { vi: 'SMS', en: 'SMS' },
      email: { vi: 'Email', en: 'Email' },
      messenger: { vi: 'Messenger', en: 'Messenger' },
      push: { vi: 'Thông báo đẩy', en: 'Push notification' },
    },
  }),
  messageId: described(Key.optional(), { label: { vi: 'Mã tin ở nguồn', en: 'Provider message id' }, sample: 'a4d0243feee163bd3af2' }),
  trackingId: described(Key.optional(), { label: { vi: 'Mã theo dõi', en: 'Tracking id' } }),
  recipient: described(Line.optional(), { label: { vi: 'Người nhận', en: 'Recipient' }, sample: '+84912345678' }),
  text: described(Prose.optional(), { label: { vi: 'Nội dung', en: 'Text' } }),
  reason: described(Prose.optional(), { label: { vi: 'Lý do', en: 'Reason' } }),
});
export type MessageFact = z.infer<typeof MessageFact>;

export const Rating = z.object({
  stars: described(z.number().int().min(1).max(5), { label: { vi: 'Số sao', en: 'Stars' }, sample: 5 }),
  comment: described(Prose.optional(), { label: { vi: 'Lời nhận xét', en: 'Comment' }, sample: 'Giao nhanh, đóng gói đẹp' }),
  choices: described(z.array(Line).optional(), { label: { vi: 'Ý đã chọn', en: 'Chosen answers' } }),
  message: described(MessageFact, { label: { vi: 'Tin mời đánh giá', en: 'The message that asked' } }),
});
export type Rating = z.infer<typeof Rating>;
