import type { Text } from '@noi/node-sdk';

const labels: Readonly<Record<string, Text>> = {
  customer_name: { vi: 'Tên khách hàng', en: 'Customer name' },
  customer: { vi: 'Tên khách hàng', en: 'Customer name' },
  name: { vi: 'Tên khách hàng', en: 'Customer name' },
  ten_khach_hang: { vi: 'Tên khách hàng', en: 'Customer name' },
  customer_id: { vi: 'Mã khách hàng', en: 'Customer id' },
  order_code: { vi: 'Mã đơn hàng', en: 'Order code' },
  order_id: { vi: 'Mã đơn hàng', en: 'Order code' },
  ma_don_hang: { vi: 'Mã đơn hàng', en: 'Order code' },
  order_date: { vi: 'Ngày đặt hàng', en: 'Order date' },
  order_status: { vi: 'Trạng thái đơn hàng', en: 'Order state' },
  tracking_code: { vi: 'Mã vận đơn', en: 'Tracking code' },
  delivery_date: { vi: 'Ngày giao hàng', en: 'Delivery date' },
  shipping_unit: { vi: 'Đơn vị vận chuyển', en: 'Carrier' },
  amount: { vi: 'Số tiền', en: 'Amount' },
  total: { vi: 'Tổng tiền', en: 'Total' },
  price: { vi: 'Giá', en: 'Price' },
  cod: { vi: 'Tiền thu hộ (COD)', en: 'COD' },
  phone: { vi: 'Số điện thoại', en: 'Phone' },
  phone_number: { vi: 'Số điện thoại', en: 'Phone' },
  address: { vi: 'Địa chỉ', en: 'Address' },
  product_name: { vi: 'Tên sản phẩm', en: 'Product' },
  quantity: { vi: 'Số lượng', en: 'Quantity' },
  date: { vi: 'Ngày', en: 'Date' },
  time: { vi: 'Thời gian', en: 'Time' },
  appointment_time: { vi: 'Giờ hẹn', en: 'Appointment' },
  status: { vi: 'Trạng thái', en: 'State' },
  payment_status: { vi: 'Tình trạng thanh toán', en: 'Payment state' },
  point: { vi: 'Điểm', en: 'Points' },
  points: { vi: 'Điểm', en: 'Points' },
  rank: { vi: 'Hạng', en: 'Tier' },
  voucher: { vi: 'Mã ưu đãi', en: 'Voucher' },
  voucher_code: { vi: 'Mã ưu đãi', en: 'Voucher' },
  expire_date: { vi: 'Ngày hết hạn', en: 'Expiry date' },
  shop_name: { vi: 'Tên shop', en: 'Shop name' },
  note: { vi: 'Ghi chú', en: 'Note' },
  otp: { vi: 'Mã xác thực', en: 'One-time code' },
  url: { vi: 'Đường dẫn', en: 'Link' },
};

/** Words for a template parameter: of the usual names, else the name that the shop gave it. */
export function paramLabel(name: string): Text {
  return labels[name.toLowerCase()] ?? { vi: name, en: name };
}
