import { defineAction, described, NodeError, toE164 } from '@noi/node-sdk';
import { z } from 'zod';
import { callGhn } from '../api/callGhn.ts';
import { ghnShop } from '../connection.ts';

const Created = z.object({ order_code: z.string(), total_fee: z.number().nullish(), expected_delivery_time: z.string().nullish() });
/** From here on GHN calls a parcel heavy, and wants its size per item. */
const heavyFromGrams = 20_000;

const input = z.object({
  orderCode: described(z.string().trim().min(1).max(50), {
    label: { vi: 'Mã đơn hàng', en: 'Order code' },
    hint: { vi: 'GHN chỉ tạo một vận đơn cho mỗi mã.', en: 'GHN makes one parcel per code.' },
    sample: '100020',
  }),
  toName: described(z.string().trim().min(1).max(1024), { label: { vi: 'Người nhận', en: 'Recipient' }, sample: 'Nguyễn Thị Lan' }),
  toPhone: described(z.string().min(1), { label: { vi: 'SĐT người nhận', en: 'Recipient phone' }, format: 'phone', sample: '+84912345678' }),
  toAddress: described(z.string().trim().min(1).max(1024), { label: { vi: 'Số nhà, đường', en: 'Street line' }, sample: '12 Nguyễn Trãi' }),
  toWard: described(z.string().trim().min(1), {
    label: { vi: 'Phường/Xã (mới)', en: 'Ward (new)' },
    hint: { vi: 'Tên phường/xã sau ngày 01/07/2025, không còn quận/huyện.', en: 'The name since 1 July 2025, without a district.' },
    sample: 'Phường Bến Thành',
  }),
  toProvince: described(z.string().trim().min(1), { label: { vi: 'Tỉnh/Thành phố (mới)', en: 'Province (new)' }, sample: 'Hồ Chí Minh' }),
  cod: described(z.number().int().min(0).max(50_000_000).default(0), {
    label: { vi: 'Thu hộ (COD)', en: 'COD' },
    hint: { vi: 'Để 0 khi khách đã trả tiền.', en: 'Leave 0 when the customer has paid.' },
    format: 'money',
    sample: 1250000,
  }),
  weight: described(z.number().int().min(1).max(50_000).default(500), { label: { vi: 'Khối lượng (gam)', en: 'Weight (grams)' }, sample: 500 }),
  length: described(z.number().int().min(1).max(200).default(20), { label: { vi: 'Dài (cm)', en: 'Length (cm)' }, sample: 20 }),
  width: described(z.number().int().min(1).max(200).default(15), { label: { vi: 'Rộng (cm)', en: 'Width (cm)' }, sample: 15 }),
  height: described(z.number().int().min(1).max(200).default(5), { label: { vi: 'Cao (cm)', en: 'Height (cm)' }, sample: 5 }),
  content: described(z.string().max(2000).default('Hàng hoá'), { label: { vi: 'Nội dung hàng', en: 'Content' }, sample: 'Sách' }),
  note: described(z.string().max(5000).optional(), { label: { vi: 'Ghi chú cho người giao', en: 'Note for the courier' }, sample: 'Gọi trước khi giao' }),
  check: described(z.enum(['CHOTHUHANG', 'CHOXEMHANGKHONGTHU', 'KHONGCHOXEMHANG']).default('CHOXEMHANGKHONGTHU'), {
    label: { vi: 'Khách xem hàng', en: 'Checking on delivery' },
    choices: {
      CHOTHUHANG: { vi: 'Cho thử hàng', en: 'May try it' },
      CHOXEMHANGKHONGTHU: { vi: 'Cho xem, không thử', en: 'May look, not try' },
      KHONGCHOXEMHANG: { vi: 'Không cho xem', en: 'May not look' },
    },
  }),
  payer: described(z.enum(['shop', 'receiver']).default('shop'), {
    label: { vi: 'Bên trả phí giao', en: 'Who pays the fee' },
    choices: { shop: { vi: 'Shop trả', en: 'The shop' }, receiver: { vi: 'Khách trả', en: 'The receiver' } },
  }),
});

/**
 * Hands a parcel to GHN and returns its tracking code.
 *
 * Safe to retry: GHN answers a repeated `client_order_code` with the parcel that it already made.
 */
export const createShipment = defineAction({
  id: 'ghn.createShipment',
  version: 1,
  title: { vi: 'Tạo vận đơn GHN', en: 'Create GHN parcel' },
  summary: { vi: 'Đẩy đơn sang Giao Hàng Nhanh và lấy mã vận đơn', en: 'Hands the order to Giao Hàng Nhanh and gets a tracking code' },
  connection: ghnShop,
  input,
  output: z.object({
    trackingCode: described(z.string(), { label: { vi: 'Mã vận đơn', en: 'Tracking code' } }),
    trackingUrl: described(z.string(), { label: { vi: 'Trang tra cứu', en: 'Tracking page' }, format: 'url' }),
    fee: described(z.number().optional(), { label: { vi: 'Phí giao', en: 'Fee' }, format: 'money' }),
    expectedAt: described(z.string().optional(), { label: { vi: 'Dự kiến giao lúc', en: 'Expected at' }, format: 'dateTime' }),
  }),
  sample: { trackingCode: 'L8BGNP', trackingUrl: 'https://donhang.ghn.vn/?order_code=L8BGNP', fee: 22000, expectedAt: '2026-11-24T16:59:59.000Z' },
  effects: { repeat: 'native' },
  keywords: ['giao hàng nhanh', 'đẩy đơn', 'ship'],
  async run({ input: parcel, http }) {
    const created = await callGhn({ http, path: '/v2/shipping-order/create', json: createBody(parcel), data: Created });
    return {
      trackingCode: created.order_code,
      trackingUrl: `https://donhang.ghn.vn/?order_code=${encodeURIComponent(created.order_code)}`,
      ...(created.total_fee == null ? {} : { fee: created.total_fee }),
      ...(created.expected_delivery_time ? { expectedAt: created.expected_delivery_time } : {}),
    };
  },
});

/** Addresses go in the two-level form; GHN knows wards and provinces by their catalogue names. */
function createBody(parcel: z.infer<typeof input>): Readonly<Record<string, unknown>> {
  const { weight, length, width, height } = parcel;
  return {
    client_order_code: parcel.orderCode,
    payment_type_id: parcel.payer === 'shop' ? 1 : 2,
    required_note: parcel.check,
    ...(parcel.note ? { note: parcel.note } : {}),
    to_name: parcel.toName,
    to_phone: nationalPhone(parcel.toPhone),
    to_address: parcel.toAddress,
    is_new_to_address: true,
    to_ward_name: parcel.toWard,
    to_province_name: parcel.toProvince,
    cod_amount: parcel.cod,
    content: parcel.content,
    weight,
    length,
    width,
    height,
    service_type_id: weight < heavyFromGrams ? 2 : 5,
    items: [{ name: parcel.content || 'Hàng hoá', code: parcel.orderCode, quantity: 1, price: parcel.cod, weight, length, width, height }],
  };
}

/** GHN wants the number with its trunk zero. */
function nationalPhone(phone: string): string {
  const e164 = toE164(phone);
  if (e164 !== undefined) return `0${e164.slice(3)}`;
  const text = {
    vi: 'Số điện thoại người nhận không đúng. Hãy sửa số trong đơn hàng.',
    en: 'The recipient’s phone number is not valid. Correct it in the order.',
  };
  throw new NodeError('invalid_input', text, { field: 'toPhone' });
}
