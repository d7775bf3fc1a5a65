import type { Order, Shipment } from '@noi/events';

/** An order as a shop system tells it; tests name what matters to them. */
export function anOrder(facts: Partial<Order> = {}): Order {
  return {
    code: '100020',
    externalId: 'H1',
    createdAt: '2026-11-20T02:30:00.000Z',
    total: 1_250_000,
    state: 'open',
    customer: { name: 'Nguyễn Thị Lan', phone: '+84912345678' },
    lines: [{ title: 'Nhà giả kim', quantity: 1, price: 79_000 }],
    ...facts,
  };
}

/** A parcel as a carrier tells it. */
export function aParcel(facts: Partial<Shipment> = {}): Shipment {
  return { trackingCode: 'T1', orderCode: '100020', carrier: 'GHN', state: 'in_transit', ...facts };
}

/** The nth minute of the tests' hour. */
export function minute(nth: number): Date {
  return new Date(Date.UTC(2026, 10, 22, 3, nth));
}
