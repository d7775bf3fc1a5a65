import type { Text } from '@noi/events';
import { type DynamicSnapshot, dynamicKey } from '@noi/flow';
import type { z } from 'zod';

interface Param {
  readonly key: string;
  readonly label: Text;
  readonly sample: string | number;
  readonly isMoney?: boolean;
  readonly maxLength?: number;
}

/** A ZNS template as the sandbox's account has it. A shop of flesh and blood chooses its own in its place. */
export interface ZnsTemplate {
  readonly id: string;
  readonly title: string;
  readonly priceVnd: number;
  readonly params: readonly Param[];
}

const customer: Param = { key: 'customer_name', label: { vi: 'Tên khách hàng', en: 'Customer name' }, sample: 'Nguyễn Thị Lan', maxLength: 30 };
const order: Param = { key: 'order_code', label: { vi: 'Mã đơn hàng', en: 'Order code' }, sample: '100020', maxLength: 30 };
const tracking: Param = { key: 'tracking_code', label: { vi: 'Mã vận đơn', en: 'Tracking code' }, sample: 'L8BGNP', maxLength: 30 };
const amount: Param = { key: 'amount', label: { vi: 'Số tiền', en: 'Amount' }, sample: 1250000, isMoney: true };
const product: Param = { key: 'product_name', label: { vi: 'Tên sản phẩm', en: 'Product' }, sample: 'Nhà giả kim', maxLength: 200 };
const status: Param = { key: 'order_status', label: { vi: 'Trạng thái đơn hàng', en: 'Order state' }, sample: 'Đang giao đến bạn', maxLength: 30 };
const voucher: Param = { key: 'voucher_code', label: { vi: 'Mã ưu đãi', en: 'Voucher' }, sample: 'QUAYLAI10', maxLength: 30 };
const expiry: Param = { key: 'expire_date', label: { vi: 'Ngày hết hạn', en: 'Expiry date' }, sample: '25/12/2026', maxLength: 20 };

const zns = (id: string, title: string, params: readonly Param[], priceVnd = 300): ZnsTemplate => ({ id, title, params, priceVnd });

/** By purpose; ZNS may be sent for the purpose alone that its template was approved for. */
export const znsTemplates = {
  review: zns('320001', 'Mời đánh giá đơn hàng', [customer, order]),
  thanks: zns('320003', 'Cảm ơn khách hàng', [customer, order]),
  cart: zns('320007', 'Nhắc giỏ hàng chưa đặt', [customer, product, amount]),
  birthday: zns('320008', 'Chúc mừng sinh nhật', [customer]),
  confirmCod: zns('320009', 'Xác nhận đơn thu hộ', [customer, order, amount]),
  wrongAddress: zns('320010', 'Hẹn giao lại đơn hàng', [customer, order, tracking]),
  late: zns('320011', 'Đơn hàng đến chậm', [customer, order]),
  outOfStock: zns('320012', 'Sản phẩm tạm hết hàng', [customer, order, product]),
  vip: zns('320013', 'Tri ân khách hàng thân thiết', [customer, order]),
  winBack: zns('320014', 'Ưu đãi quay lại', [customer, voucher, expiry], 550),
  paid: zns('320015', 'Đã nhận thanh toán', [customer, order, amount]),
  stage: zns('320016', 'Cập nhật giao hàng', [customer, order, status]),
  howTo: zns('320017', 'Hướng dẫn sử dụng sản phẩm', [customer, product]),
  refund: zns('320018', 'Xác nhận hoàn tiền', [customer, order, amount]),
} as const satisfies Readonly<Record<string, ZnsTemplate>>;

/** The template's fields as the sandbox's account has them, so that a flow can be checked and simulated before any account is connected. */
export function znsSnapshot({ id, title, priceVnd, params }: ZnsTemplate): z.infer<typeof DynamicSnapshot> {
  const fields = params.map(({ isMoney, ...param }) =>
    isMoney ? { ...param, type: 'number', format: 'money', required: true, integer: true, min: 1 } : { ...param, type: 'text', required: true, minLength: 1 },
  );
  return { madeFor: dynamicKey({ dependsOn: ['templateId'], input: { templateId: id } }), title, priceVnd, fields };
}
