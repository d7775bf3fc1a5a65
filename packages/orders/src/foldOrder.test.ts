import { expect, test } from 'vitest';
import { foldOrder, type ToldOrder } from './foldOrder.ts';
import { anOrder, minute } from './testOrders.ts';

const fold = (...told: ToldOrder[]) => told.reduce<ReturnType<typeof foldOrder> | null>((known, next) => foldOrder(known, next), null);

test('newer facts replace older ones', () => {
  const order = fold({ facts: anOrder({ state: 'open' }), at: minute(1) }, { facts: anOrder({ state: 'confirmed' }), at: minute(2) });

  expect(order).toMatchObject({ facts: { state: 'confirmed' }, factsAt: minute(2) });
});

test('older facts that arrive late change nothing', () => {
  const order = fold({ facts: anOrder({ state: 'confirmed' }), at: minute(2) }, { facts: anOrder({ state: 'open' }), at: minute(1) });

  expect(order).toMatchObject({ facts: { state: 'confirmed' }, factsAt: minute(2) });
});

test('a late report of delivery still counts, and the first report gives the time', () => {
  const order = fold(
    { facts: anOrder({ state: 'closed' }), at: minute(5) },
    { facts: anOrder({ state: 'delivered' }), at: minute(4) },
    { facts: anOrder({ state: 'delivered' }), at: minute(3) },
  );

  expect(order).toMatchObject({ facts: { state: 'closed' }, reportedDeliveredAt: minute(3) });
});

test('tracking codes are kept without blanks and doubles', () => {
  const order = fold({ facts: anOrder({ trackingCodes: [' T1', 'T1 ', '', 'T2'] }), at: minute(1) });

  expect(order?.facts.trackingCodes).toEqual(['T1', 'T2']);
});
