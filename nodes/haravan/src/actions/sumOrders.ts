import { defineAction, described } from '@noi/node-sdk';
import { z } from 'zod';
import { haravanShop } from '../connection.ts';
import { HaravanOrder } from '../webhook/HaravanOrder.ts';
import { paidState } from '../webhook/orderState.ts';

const pageSize = 50;
/** 10,000 orders: a shop with more in a week has a report of its own. */
const mostPages = 200;
const dayMs = 86_400_000;
/** Việt Nam has had one offset since 1975 and no summer time. */
const vietnamOffsetMs = 7 * 3_600_000;

const lengths = { today: 1, yesterday: 1, last7Days: 7 } as const;

/** Adds up the orders of a day or a week, by the time at which they were placed. Only reads, so it is safe to repeat. */
export const sumOrders = defineAction({
  id: 'haravan.sumOrders',
  version: 1,
  title: { vi: 'Tổng kết đơn hàng Haravan', en: 'Sum up Haravan orders' },
  summary: { vi: 'Cộng số đơn và doanh thu của một ngày hay 7 ngày', en: 'Adds up orders and revenue of a day or of 7 days' },
  connection: haravanShop,
  input: z.object({
    period: described(z.enum(['today', 'yesterday', 'last7Days']).default('today'), {
      label: { vi: 'Khoảng thời gian', en: 'Period' },
      hint: { vi: 'Ngày tính theo giờ Việt Nam.', en: 'Days are those of Việt Nam.' },
      choices: {
        today: { vi: 'Hôm nay, đến lúc chạy', en: 'Today so far' },
        yesterday: { vi: 'Hôm qua', en: 'Yesterday' },
        last7Days: { vi: '7 ngày qua, kể cả hôm nay', en: 'The last 7 days, today included' },
      },
    }),
  }),
  output: z.object({
    orders: described(z.number(), { label: { vi: 'Số đơn', en: 'Orders' } }),
    revenue: described(z.number(), { label: { vi: 'Doanh thu', en: 'Revenue' }, format: 'money' }),
    paid: described(z.number(), { label: { vi: 'Đã thu', en: 'Paid' }, format: 'money' }),
    cancelled: described(z.number(), { label: { vi: 'Số đơn huỷ', en: 'Cancelled orders' } }),
  }),
  sample: { orders: 18, revenue: 12_450_000, paid: 8_200_000, cancelled: 1 },
  effects: { repeat: 'native', slow: true },
  keywords: ['doanh thu', 'báo cáo', 'tổng kết', 'revenue'],
  async run({ input: { period }, http, now }) {
    const midnight = Math.floor((now.getTime() + vietnamOffsetMs) / dayMs) * dayMs - vietnamOffsetMs;
    const to = period === 'yesterday' ? midnight - 1 : now.getTime();
    const from = (period === 'yesterday' ? midnight : midnight + dayMs) - lengths[period] * dayMs;
    const query = { created_at_min: iso(from), created_at_max: iso(to), order: 'created_at asc', status: 'any', limit: pageSize };
    const orders = new Map<string, HaravanOrder>();
    for (let page = 1; page <= mostPages; page += 1) {
      const answer = (await http.get('/com/orders.json', { query: { ...query, page } })).json(z.object({ orders: z.array(HaravanOrder) }));
      for (const order of answer.orders) orders.set(order.id, order);
      if (answer.orders.length < pageSize) break;
    }
    const all = [...orders.values()];
    const kept = all.filter((order) => !order.cancelled_at);
    return {
      orders: kept.length,
      revenue: sum(kept),
      paid: sum(kept.filter((order) => paidState(order.financial_status) === true)),
      cancelled: all.length - kept.length,
    };
  },
});

function iso(time: number): string {
  return new Date(time).toISOString();
}

function sum(orders: readonly HaravanOrder[]): number {
  return orders.reduce((total, order) => total + Math.round(order.total_price), 0);
}
