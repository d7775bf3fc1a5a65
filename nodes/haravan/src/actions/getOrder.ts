import { Order } from '@noi/events';
import { defineAction, described } from '@noi/node-sdk';
import { z } from 'zod';
import { haravanShop } from '../connection.ts';
import { HaravanOrder } from '../webhook/HaravanOrder.ts';
import { toOrder } from '../webhook/toOrder.ts';
import { orderId, refuseMissing } from './orderId.ts';

/** Reads one order as it stands now. Only reads, so it is safe to repeat. */
export const getOrder = defineAction({
  id: 'haravan.getOrder',
  version: 1,
  title: { vi: 'Lấy đơn hàng Haravan', en: 'Get Haravan order' },
  summary: { vi: 'Đọc thông tin mới nhất của một đơn hàng', en: 'Reads the latest facts of one order' },
  connection: haravanShop,
  input: z.object({ orderId }),
  output: z.object({
    order: described(Order, { label: { vi: 'Đơn hàng', en: 'Order' } }),
    tags: described(z.array(z.string()), { label: { vi: 'Thẻ của đơn', en: 'Order tags' } }),
  }),
  sample: {
    order: {
      code: '100020',
      externalId: '1138637099',
      createdAt: '2026-11-20T02:30:00.000Z',
      total: 1250000,
      paid: true,
      state: 'confirmed',
      customer: { name: 'Nguyễn Thị Lan', phone: '+84912345678', rawPhone: '0912 345 678' },
      lines: [{ sku: 'SACH-001', title: 'Nhà giả kim', quantity: 1, price: 79000 }],
      trackingCodes: ['L8BGNP'],
    },
    tags: ['vip'],
  },
  effects: { repeat: 'native' },
  keywords: ['xem đơn', 'tra đơn'],
  async run({ input, http }) {
    const response = await refuseMissing(() => http.get(`/com/orders/${input.orderId}.json`));
    const { order } = response.json(z.object({ order: HaravanOrder }));
    return { order: toOrder(order), tags: splitTags(order.tags) };
  },
});

/** Tags travel as one text, split by commas. */
export function splitTags(tags: string | null | undefined): string[] {
  return (tags ?? '')
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}
