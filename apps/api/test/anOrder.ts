import type { Order } from '@noi/events';

/** A payload that fits, for the code given. */
export function anOrder(code: string): Order {
  return {
    ...{ code, externalId: `id-${code}`, createdAt: '2026-11-20T02:30:00.000Z', total: 1_250_000, state: 'open' },
    customer: { name: 'Nguyễn Thị Lan', phone: '+84912345678' },
    lines: [{ title: 'Nhà giả kim', quantity: 1, price: 79_000 }],
  };
}
